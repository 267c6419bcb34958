import { defineConfig } from 'vitest/config';
import { WORKERS } from './test/run/workers.ts';

/** A wait of a test ends when what it waits for is there; the limit is only for what never comes, on a busy machine too. */
const PATIENT = { poll: { timeout: 15_000 } };

const unit = (name: string) => ({
  test: {
    name,
    root: name,
    include: ['src/**/*.test.{ts,tsx}'],
    expect: PATIENT,
    testTimeout: 60_000,
    ...(name === 'school-client' ? { setupFiles: 'src/device/self-for-tests.ts' } : {}),
  },
});
/** Tests that cross a package border; each starts processes or servers, so no more files run at once than there are cores. */
const crossing = (name: string) => ({
  test: {
    name,
    root: 'test',
    include: [`${name}/**/*.test.ts`],
    maxWorkers: WORKERS,
    ...(name === 'e2e' ? { globalSetup: 'e2e/global-setup.ts' } : {}),
    expect: PATIENT,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      ...['shared', 'server', 'school-client'].map(unit),
      ...['house', 'conformance', 'contract', 'device', 'couch', 'faults', 'e2e'].map(crossing),
    ],
  },
});
