import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileReport } from '#shared/contract/verification.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { chosenFiles } from '../../../src-renderer/pages/verify/folder-files.ts';
import { createVerificationRun, type FoundFile } from '../../../src-renderer/pages/verify/verification-run.ts';

const report = (file: string, verdict: Verdict): FileReport => ({
  file,
  verdict,
  reasons: [],
  format: 'PDF',
  sm3: null,
  signatures: [],
});
const found = (...names: string[]): FoundFile[] => names.map((path) => ({ path, file: new File(['x'], path) }));
const slowly = ({ name }: File): Promise<FileReport> =>
  new Promise((resolve) => setTimeout(() => resolve(report(name, 'valid')), 50));
const inFolder = (path: string): File =>
  Object.defineProperty(new File(['x'], path), 'webkitRelativePath', { value: path });
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.pdf`);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What a screen would be told after all that can go on by itself has gone on. */
async function settled(run: ReturnType<typeof createVerificationRun>) {
  await vi.advanceTimersByTimeAsync(1_000);
  return run.state();
}

describe('a run over many files', () => {
  it('judges each once, two at a time, and counts verdicts; a file that cannot be read holds up none', async () => {
    let [now, most] = [0, 0];
    const asked: string[] = [];
    const run = createVerificationRun({
      nowMs: () => 0,
      judge: async ({ name }) => {
        asked.push(name);
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        if (name === '7.pdf') throw new StationError('DOC_EMPTY');
        return report(name, name === '8.pdf' ? 'invalid' : 'valid');
      },
    });
    run.add(found(...names(20)));
    const { done, counts, isRunning, rows } = await settled(run);
    expect([done, isRunning, most, new Set(asked).size, asked.length]).toEqual([20, false, 2, 20, 20]);
    expect(counts).toEqual({ valid: 18, invalid: 1, error: 1, indeterminate: 0, unsigned: 0 });
    expect(rows[7]).toMatchObject({ path: '7.pdf', state: 'done', result: { file: '7.pdf', verdict: 'error' } });
  });

  it('is told to the screen a few times a second, however many files there are', async () => {
    const run = createVerificationRun({ nowMs: () => 0, judge: async ({ name }) => report(name, 'valid') });
    const heard = vi.fn<() => void>();
    run.subscribe(heard);
    run.add(found(...names(3_000)));
    expect((await settled(run)).done).toBe(3_000);
    expect(heard.mock.calls.length).toBeLessThan(10);
  });

  it('stops at once, goes on where it stopped, and judges what was broken off again', async () => {
    const judge = vi.fn<(file: File, signal: AbortSignal) => Promise<FileReport>>(
      ({ name }, signal) =>
        new Promise((resolve, reject) => {
          setTimeout(() => resolve(report(name, 'valid')), 100);
          signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }),
    );
    const run = createVerificationRun({ nowMs: () => 0, judge });
    run.add(found(...names(10)));
    await vi.advanceTimersByTimeAsync(250);
    run.stop();
    const stopped = await settled(run);
    expect([stopped.done, stopped.isRunning, stopped.problem]).toEqual([4, false, null]);
    expect(stopped.rows.filter(({ state }) => state === 'waiting')).toHaveLength(6);
    run.go();
    expect(await settled(run)).toMatchObject({ done: 10, counts: { valid: 10 } });
    expect(judge).toHaveBeenCalledTimes(12);
  });

  it('stands still at what no file is to blame for, and leaves no file out', async () => {
    let isLost = true;
    const run = createVerificationRun({
      nowMs: () => 0,
      judge: async ({ name }) => {
        if (isLost && name === '3.pdf') throw new StationError('RPC_CHANNEL_LOST');
        return report(name, 'valid');
      },
    });
    run.add(found(...names(6)));
    const lost = await settled(run);
    expect(lost.problem?.code).toBe('RPC_CHANNEL_LOST');
    expect(lost.done).toBeLessThan(6);
    isLost = false;
    run.go();
    expect(await settled(run)).toMatchObject({ done: 6, problem: null });
  });

  it('forgets everything when it is cleared, also what was under way', async () => {
    const run = createVerificationRun({ nowMs: () => 0, judge: slowly });
    run.add(found(...names(4)));
    run.clear();
    expect(await settled(run)).toMatchObject({ rows: [], done: 0 });
    run.add(found('新.pdf'));
    expect(await settled(run)).toMatchObject({ done: 1, counts: { valid: 1 } });
  });
});

describe('a folder', () => {
  it('gives its PDF and OFD in the order of their names, and says how many files it left out', () => {
    const { files, leftOut, hasFolder } = chosenFiles(['a/2.ofd', 'a/Thumbs.db', 'a/b/1.PDF'].map(inFolder));
    expect(files.map(({ path }) => path)).toEqual(['a/2.ofd', 'a/b/1.PDF']);
    expect([leftOut, hasFolder]).toEqual([1, true]);
    // A file that was chosen by itself is judged by its content, whatever it is called.
    expect(chosenFiles([new File(['x'], '无后缀')]).files).toHaveLength(1);
  });
});
