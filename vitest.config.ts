import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['shared', 'server'].map((name) => ({
      test: { name, root: name, include: ['src/**/*.test.ts'] },
    })),
  },
});
