import { describe, expect, it } from 'vitest';
import type { BatchFile, BatchRun } from '#shared/contract/batches.ts';
import { readinessOf, type BatchItem } from '../../../src-renderer/pages/batch/batch-files.ts';
import { fileRows } from '../../../src-renderer/pages/batch/file-rows.ts';
import { fileToShow } from '../../../src-renderer/pages/batch/file-to-show.ts';
import { runFigures } from '../../../src-renderer/pages/batch/run-figures.ts';

const file = (position: number, changes: Partial<BatchFile> = {}): BatchFile => ({
  position,
  requestId: `r${position}`,
  documentId: `d${position}`,
  title: `许可证 ${position}`,
  documentNumber: null,
  documentSm3: '0'.repeat(64),
  pages: 1,
  stamps: 1,
  state: 'approved',
  entryNo: null,
  isSynced: false,
  hasNotice: false,
  mustRead: false,
  unread: [],
  refusal: null,
  ...changes,
});

const run = (changes: Partial<BatchRun>): BatchRun => ({
  batchId: 'b',
  startedAt: '2026-11-28T09:00:00+08:00',
  files: 5,
  results: [],
  atWork: [],
  loginUntil: '2026-11-28T09:10:00+08:00',
  keyMs: 0,
  workMs: 0,
  isStopping: false,
  end: null,
  error: null,
  ...changes,
});

const damaged = { code: 'DOC_CHANGED_SINCE_APPROVAL', facts: {} } as const;
const results: BatchRun['results'] = [
  { position: 1, entryNo: '2026-000001', output: '/x', refusal: null },
  { position: 3, entryNo: null, output: null, refusal: damaged },
  { position: 2, entryNo: '2026-000002', output: '/y', refusal: null },
];

describe('the rows of a batch', () => {
  it('lay the newest news of a run over the list', () => {
    const rows = fileRows(
      [1, 2, 3, 4, 5].map((n) => file(n)),
      run({ results, atWork: [{ position: 4, done: 'signature' }] }),
    );
    expect(rows.map(({ state }) => state)).toEqual(['stamped', 'stamped', 'refused', 'current', 'waiting']);
    expect(rows[0]!.steps).toMatchObject({ intent: 'done', entry: 'done', sync: 'todo' });
    expect(rows[2]).toMatchObject({ entryNo: null, refusal: damaged });
    expect(rows[3]!.steps).toMatchObject({ intent: 'done', signature: 'done', 'self-check': 'running', entry: 'todo' });
  });

  it('keep what an earlier run found, and forget a refusal once the file is stamped', () => {
    const refusal = { ...damaged, at: '2026-11-28T09:00:00+08:00' };
    const rows = fileRows(
      [
        file(1, { state: 'consumed', entryNo: '2026-000001', isSynced: true, refusal }),
        file(2, { refusal }),
        file(3, { state: 'withdrawn' }),
      ],
      null,
    );
    expect(rows.map(({ state }) => state)).toEqual(['stamped', 'refused', 'over']);
    expect(rows[0]).toMatchObject({ refusal: null, steps: { sync: 'done' } });
  });
});

const shown = (list: readonly BatchFile[], now: BatchRun | null) => fileToShow(fileRows(list, now))?.file.position;
const stamped = (position: number) => file(position, { state: 'consumed', entryNo: `2026-00000${position}` });

describe('the file that is shown beside the table', () => {
  it('is the one at the key, not the one that is being finished behind it', () => {
    const atWork = [
      { position: 1, done: 'signature' },
      { position: 2, done: null },
    ] as const;
    expect(shown([file(1), file(2), file(3)], run({ atWork }))).toBe(2);
  });

  it('is the next one that waits while none is at work, and the last stamped one when none waits', () => {
    expect(shown([stamped(1), file(2), file(3)], null)).toBe(2);
    expect(shown([stamped(1), stamped(2), file(3, { state: 'withdrawn' })], null)).toBe(2);
  });

  it('is none where nothing was stamped and nothing waits', () => {
    expect(shown([file(1, { state: 'withdrawn' })], null)).toBeUndefined();
  });
});

describe('the figures of a run', () => {
  it('count, and reckon the time left by what the files so far took', () => {
    const now = Date.parse('2026-11-28T09:02:48+08:00');
    expect(runFigures(run({ results, workMs: 3_000, atWork: [{ position: 4, done: null }] }), now)).toEqual({
      stamped: 2,
      refused: 1,
      waiting: 1,
      leftMs: 2_000,
      loginMs: 432_000,
    });
  });

  it('say nothing of time before there is something to reckon with', () => {
    expect(runFigures(run({ loginUntil: null }), 0)).toMatchObject({ leftMs: null, loginMs: null, waiting: 5 });
  });
});

const place = { page: 2, xMm: 1, yMm: 1, widthMm: 42, heightMm: 42 };
const item = (changes: Partial<BatchItem>): BatchItem => ({
  id: 1,
  fileName: 'a.pdf',
  state: 'done',
  error: null,
  document: { pages: 1 } as BatchItem['document'],
  own: null,
  ...changes,
});

describe('a file of a batch that is put together', () => {
  it('is ready with the places of all, unless it has no such page', () => {
    expect(readinessOf(item({}), [])).toEqual({ kind: 'noPlace' });
    expect(readinessOf(item({}), [place])).toEqual({ kind: 'noPage', page: 2 });
    expect(readinessOf(item({}), [{ ...place, page: 1 }])).toEqual({ kind: 'ready' });
    expect(readinessOf(item({ own: [{ ...place, page: 1 }] }), [place])).toEqual({ kind: 'ready' });
  });
});
