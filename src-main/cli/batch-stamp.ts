import type { StationClient } from '#main/rpc/router.ts';
import type { BatchFile, BatchRun } from '#shared/contract/batches.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import type { Terminal } from './terminal.ts';

const lookMs = 200;

export interface BatchReport extends BatchRun {
  /** What the batch stands at now, file by file. */
  readonly list: readonly Pick<BatchFile, 'position' | 'title' | 'state' | 'entryNo' | 'refusal'>[];
}

/** Stamps a batch and tells every file as it is done. An interrupt finishes the file at work and stops. */
export async function stampBatch(
  { words, line }: Terminal,
  client: StationClient,
  order: { readonly batchId: string; readonly outputFolder?: string; readonly longTerm?: AskedLongTerm },
): Promise<BatchReport> {
  const { batchId } = order;
  const { list } = await client.batches.get({ batchId });
  const titles = new Map(list.map(({ position, title }) => [position, title]));
  let told = 0;
  const tell = (run: BatchRun | null): void => {
    for (const { position, entryNo, refusal } of run?.results.slice(told) ?? []) {
      told += 1;
      const facts = { n: told, count: run?.files ?? 0, position, title: titles.get(position) ?? '' };
      if (refusal === null) line(words.say('cli.batch.stamped', { ...facts, entry: entryNo ?? '' }));
      else line(words.say('cli.batch.refused', { ...facts, why: words.error(refusal).what, code: refusal.code }));
    }
  };
  const stop = (): void => {
    line(words.say('cli.batch.stopping'));
    void client.batches.stop({ batchId });
  };
  process.once('SIGINT', stop);
  const timer = setInterval(() => void client.batches.run({ batchId }).then(tell), lookMs);
  try {
    const run = await client.batches.stamp(order);
    tell(run);
    const after = await client.batches.get({ batchId });
    const files = after.list.map(({ position, title, state, entryNo, refusal }) => ({
      position,
      title,
      state,
      entryNo,
      refusal,
    }));
    return { ...run, list: files };
  } finally {
    clearInterval(timer);
    process.removeListener('SIGINT', stop);
  }
}

/** How a run ended, in sentences. @returns whether every file of it was stamped */
export function showReport({ words, line }: Terminal, { end, error, files, results, list }: BatchReport): boolean {
  const stamped = results.filter(({ refusal }) => refusal === null).length;
  const left = list.filter(({ state }) => state === 'approved').length;
  line(words.say(`cli.batch.end.${end}`, { files }));
  if (error) {
    const { what, next } = words.error(error);
    line(`${what}${next}`);
  }
  line(words.say('cli.batch.sums', { stamped, refused: results.length - stamped, left }));
  return end === 'finished' && stamped === files;
}
