import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Fixed zone: a test that passes only in one office's time zone would prove nothing, so it is stated here.
process.env['TZ'] = 'Asia/Shanghai';
// The tests start hundreds of processes of ours, each of which would strip and compile the same sources again.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, 'test', '.cache', 'compiled');

/** Tests that change what a whole process shares: its environment, its modules, its globals. Each has a process alone. */
const apart = [
  'test/architecture/error-code-page.test.ts',
  'test/corpus/stamped-corpus.test.ts',
  'test/main/cli/verify.test.ts',
  'test/main/reader/document-reader.test.ts',
  'test/main/rpc/key-methods.test.ts',
  'test/main/shell/**/*.test.ts',
  'test/main/sm/**/*.test.ts',
  'test/native/**/*.test.ts',
  'test/renderer/styles/tokens.test.ts',
];

export default defineConfig({
  test: {
    exclude: ['node_modules/**', 'native/**', 'test/bench/**'],
    pool: 'forks',
    maxWorkers: 2,
    // A busy computer is slow, not wrong: a time is measured by the bench.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy computer is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      // One process for many files: loading the program again for each of them takes longer than most of the tests.
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false } },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
});
