import path from 'node:path';
import type { Station } from '#main/app/open-station.ts';
import type { StationClient } from '#main/rpc/router.ts';
import type { BatchRow, BatchView } from '#shared/contract/batches.ts';
import type { Terminal } from './terminal.ts';

export interface BatchDecision {
  readonly approve?: boolean;
  readonly refuse?: string;
  readonly opinion?: string;
  /** `required`: the decider has read every page that must be read. */
  readonly viewed?: string;
  readonly attestRest?: boolean;
}

/** Shows the list and what of it must be read; decides when a decision was given. */
export async function decideBatch(
  terminal: Terminal,
  client: StationClient,
  station: Station,
  asked: BatchDecision & { readonly batchId: string; readonly password: string },
): Promise<BatchView | BatchRow> {
  const { batchId, password } = asked;
  const batch = await client.batches.get({ batchId });
  await showBatch(terminal, client, station, batch);
  if (!asked.approve && asked.refuse === undefined) {
    terminal.line(terminal.words.say('cli.batch.needsDecision'));
    return batch;
  }
  if (asked.viewed === 'required') {
    for (const { requestId, unread } of batch.list) {
      if (unread.length > 0) {
        await client.approvals.recordView({ requestId, pages: [...unread], medium: 'attested' });
      }
    }
  }
  const decision = asked.refuse === undefined ? 'approve' : 'refuse';
  const opinion = asked.refuse ?? asked.opinion ?? '';
  const decided = await client.batches.decide({
    batchId,
    decision,
    opinion,
    password,
    attestsRest: asked.attestRest === true,
  });
  terminal.line(
    terminal.words.say(`cli.batch.decided.${decision}`, { batchNo: decided.batchNo, files: decided.files }),
  );
  return decided;
}

async function showBatch({ words, line }: Terminal, client: StationClient, station: Station, batch: BatchView) {
  const { batchNo, title, files, listSm3, handler, common } = batch;
  line(words.say('cli.batch.head', { batchNo, title, files, handler: handler.name, reason: common.reason }));
  line(words.say('cli.batch.listSm3', { sm3: listSm3 }));
  for (const { position, title: name, documentSm3, documentId, mustRead, unread } of batch.list) {
    line(words.say('cli.batch.file', { position, title: name, sm3: documentSm3 }));
    if (!mustRead || unread.length === 0) continue;
    const { sm3, format } = await client.documents.get({ documentId });
    const copy = path.join(station.paths.originals, `${sm3}.${format.toLowerCase()}`);
    line(words.say('cli.batch.read', { path: copy, pages: unread.join('、') }));
  }
}
