import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Apart from the journeys in the browser: these need a desktop and an Electron, and prepare a station of their own.
export default defineConfig({
  root: path.join(import.meta.dirname, '..', '..'),
  test: {
    include: ['e2e/electron/*.e2e.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
