import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Fixed zone: a test that passes only in one office's time zone would prove nothing, so it is stated here.
process.env['TZ'] = 'Asia/Shanghai';
// The tests start hundreds of processes of ours, each of which would strip and compile the same sources again.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, 'test', '.cache', 'compiled');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['node_modules/**', 'native/**', 'test/bench/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
