import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Fixed zone, as in the browser of the journeys: hours of work and dates on the screen are those of the office.
process.env['TZ'] = 'Asia/Shanghai';

export default defineConfig({
  root: path.join(import.meta.dirname, '..'),
  test: {
    include: ['e2e/*.e2e.ts'],
    globalSetup: ['e2e/support/office-setup.ts'],
    pool: 'forks',
    // A station, a registry, a key and a browser at a time are enough for two cores.
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A busy computer is slow, not wrong: nothing here is a measurement.
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 20_000,
  },
});
