import { listRequests } from '#main/approvals/request-repository.ts';
import { openStation, type Station } from '#main/app/open-station.ts';
import { demoAccounts, demoPin } from '#main/app/demo/demo-people.ts';
import { parentChannel } from '#main/platform/parent-channel.ts';
import { nodeProcessHost, type ProcessHost } from '#main/platform/processes.ts';
import { createWords } from '#main/platform/words.ts';
import { stamp } from '#main/stamping/stamp.ts';
import { stampBatch } from '#main/stamping/stamp-batch.ts';
import { findPerson } from '#main/station/people.ts';
import type { StampStep } from '#shared/contract/stamping.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { FromStamping, ToStamping } from './stamping-messages.ts';

// The process that is killed: opens a station when it is told to, which recovers what the one before it left, and
// stamps one approved request after the other until it dies, is told to pause, or nothing is left.
const parent = parentChannel();
const post = (message: FromStamping): void => parent.post(message);
/** The token host takes its compiled modules from the same cache. */
const processes: ProcessHost = {
  start(entry, options) {
    const cache = process.env['NODE_COMPILE_CACHE'];
    const env = { ...options?.env, ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) };
    return nodeProcessHost.start(entry, { ...options, env });
  },
};
let station: Station | undefined;
const pausing = { isWanted: false };

parent.onClose(() => process.exit(0));
parent.onMessage((message) => void obey(message as ToStamping));
post({ kind: 'loaded' });

async function obey(order: ToStamping): Promise<void> {
  if (order.kind === 'open') {
    const pinEntry = { askPin: async () => ({ kind: 'pin', pin: demoPin }) as const };
    station = await openStation({ data: order.data, words: createWords(), pinEntry, processes });
    await station.tokens().load();
    post({ kind: 'opened', recovered: station.recovered, hostPid: station.tokens().hostPid });
  } else if (order.kind === 'go') {
    pausing.isWanted = false;
    await stampOn();
  } else if (order.kind === 'batch') {
    await stampWhole(order.batchId);
  } else {
    pausing.isWanted = true;
  }
}

async function stampOn(): Promise<void> {
  const { desk } = station!.parts.ready();
  const user = findPerson(desk.db, demoAccounts.custodian)!;
  const onStep = (step: StampStep): void => post({ kind: 'step', step });
  while (!pausing.isWanted) {
    const [next] = listRequests(desk.db, { state: 'approved', limit: 1 });
    if (!next) break;
    try {
      await stamp(desk, { requestId: next.requestId, user, onStep });
    } catch (error) {
      const { code, facts } = toErrorShape(error);
      post({ kind: 'failed', code, mayHaveSigned: facts['mayHaveSigned'] === true });
    }
    // A message that waits is heard before the next stamp begins.
    await new Promise((resolve) => setImmediate(resolve));
  }
  post({ kind: 'paused', isExhausted: !pausing.isWanted, hostPid: station!.tokens().hostPid });
}

const nothing = (): void => undefined;

async function stampWhole(batchId: string): Promise<void> {
  const { desk } = station!.parts.ready();
  const user = findPerson(desk.db, demoAccounts.custodian)!;
  const tell = { begun: nothing, loggedIn: nothing, stamped: nothing, refused: nothing };
  const file = (_position: number, step: StampStep | null): void => {
    if (step) post({ kind: 'step', step });
  };
  const order = { batchId, user, maxMinutes: 10, isStopWanted: () => false, tell: { ...tell, file } };
  const { end } = await stampBatch(desk, order);
  post({ kind: 'paused', isExhausted: end === 'finished', hostPid: station!.tokens().hostPid });
}
