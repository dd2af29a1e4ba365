import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { documentOf, placementFor } from '#main/app/demo/demo-documents.ts';
import { demoAccounts, demoPassword, demoUnit } from '#main/app/demo/demo-people.ts';
import { openStation, type Station } from '#main/app/open-station.ts';
import { programFiles } from '#main/app/program-files.ts';
import { adjustableClock, type AdjustableClock } from '#main/platform/clock.ts';
import { createWords } from '#main/platform/words.ts';
import { memoryClient, type StationClient } from '#main/rpc/router.ts';
import type { StationEvent } from '#shared/contract/events.ts';
import { lendingProcesses } from './lent-readers.ts';
import { copyPreparedStation, preparedNames } from './prepared-station.ts';

export const sampleNotice = path.join(programFiles.samples, '通知.pdf');
export const samplePermit = path.join(programFiles.samples, '许可决定书.ofd');

/** A station without a PIN entry of its own: it asks on the screen of whoever stamps. */
export interface ScreenStation {
  readonly station: Station;
  readonly clock: AdjustableClock;
  /** Signs in. @returns the session */
  signIn(account: string): Promise<string>;
  client(session: string): StationClient;
  /** A document of the handler, submitted. @returns the request's and the document's id */
  submit(file: string): Promise<{ requestId: string; documentId: string }>;
  approve(requestId: string): Promise<void>;
  close(): Promise<void>;
}

/** A folder with a prepared station in it, to be removed by the caller. @returns the data folder and the root */
export async function preparedData(): Promise<{ readonly root: string; readonly data: string }> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'screen-station-'));
  const folder = path.join(root, 'copy');
  await copyPreparedStation(folder);
  return { root, data: path.join(folder, preparedNames.station) };
}

export async function openScreenStation(): Promise<ScreenStation> {
  const { root, data } = await preparedData();
  const clock = adjustableClock(new Date());
  const station = await openStation({ data, words: createWords(), clock, processes: lendingProcesses });
  return {
    ...screenWork(station),
    clock,
    close: async () => {
      await station.close();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What people do before a screen can stamp, over the memory channel. */
export function screenWork(station: Station): Omit<ScreenStation, 'clock' | 'close'> {
  const client = (session: string): StationClient => memoryClient(station.router, session);
  const signIn = async (account: string): Promise<string> =>
    (await memoryClient(station.router).session.signIn({ account, password: demoPassword })).session;
  return {
    station,
    client,
    signIn,
    submit: async (file) => {
      const handler = client(await signIn(demoAccounts.handler));
      const [seal] = await handler.station.seals.list();
      const { documentId } = await handler.documents.importFile({ path: file });
      const { requestId } = await handler.approvals.submit({
        documentId,
        sealEsId: seal!.esId,
        placements: [await placementFor(documentOf(file), seal!)],
        copies: 1,
        reason: '印发专项检查通知',
        unitName: demoUnit.name,
        deptName: '种业管理股',
        documentTitle: path.parse(file).name,
        documentType: '公文',
        secrecy: '非涉密',
      });
      return { requestId, documentId };
    },
    approve: async (requestId) => {
      const approver = client(await signIn(demoAccounts.approver));
      const { pagesToRead } = await approver.approvals.get({ requestId });
      await approver.approvals.recordView({ requestId, pages: [...pagesToRead], medium: 'attested' });
      await approver.approvals.decide({ requestId, decision: 'approve', opinion: '同意', password: demoPassword });
    },
  };
}

/** Reads a stream of events in the background. */
export interface EventReader {
  readonly seen: StationEvent[];
  /** The first event of this type, also one that was seen before. */
  next<T extends StationEvent['type']>(type: T): Promise<Extract<StationEvent, { type: T }>>;
  /** Resolves when the stream is over. */
  readonly over: Promise<void>;
}

export function readEvents(stream: AsyncIterable<StationEvent>): EventReader {
  const seen: StationEvent[] = [];
  const waiting = new Set<() => void>();
  const over = (async () => {
    try {
      for await (const event of stream) {
        seen.push(event);
        for (const look of waiting) look();
      }
    } catch {
      // A channel that breaks ends the stream too.
    }
  })();
  return {
    seen,
    over,
    next: (type) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = seen.find((event) => event.type === type);
          if (!found) return;
          waiting.delete(look);
          resolve(found as Extract<StationEvent, { type: typeof type }>);
        };
        waiting.add(look);
        look();
      }),
  };
}
