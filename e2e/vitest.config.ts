import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Fixed zone, as in the browser of the journeys: hours of work and dates on the screen are those of the office.
process.env['TZ'] = 'Asia/Shanghai';
// Every file of journeys starts a station, a registry, a key and readers.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, '..', 'test', '.cache', 'compiled');

export default defineConfig({
  root: path.join(import.meta.dirname, '..'),
  test: {
    include: ['e2e/*.e2e.ts'],
    globalSetup: ['e2e/support/office-setup.ts'],
    pool: 'forks',
    // A journey waits as often as it works: two at a time keep two cores busy.
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A busy computer is slow, not wrong: nothing here is a measurement.
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 20_000,
  },
});
