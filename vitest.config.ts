import { defineConfig } from 'vitest/config';

const unit = (name: string) => ({ test: { name, root: name, include: ['src/**/*.test.{ts,tsx}'] } });
/** Tests that cross a package border; each starts processes or servers, so files run one after another. */
const crossing = (name: string) => ({
  test: {
    name,
    root: 'test',
    include: [`${name}/**/*.test.ts`],
    fileParallelism: false,
    ...(name === 'e2e' ? { globalSetup: 'e2e/global-setup.ts' } : {}),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      ...['shared', 'server', 'school-client'].map(unit),
      ...['conformance', 'contract', 'faults', 'e2e'].map(crossing),
    ],
  },
});
