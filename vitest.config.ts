import { defineConfig } from 'vitest/config';

// Fixed zone: a test that passes only in one office's time zone would prove nothing, so it is stated here.
process.env['TZ'] = 'Asia/Shanghai';

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
