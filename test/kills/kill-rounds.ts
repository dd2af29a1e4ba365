import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listRequests } from '#main/approvals/request-repository.ts';
import { dataPaths } from '#main/platform/paths.ts';
import { listOpenJobs } from '#main/stamping/job-repository.ts';
import { openReadable } from '#main/storage/database.ts';
import { findJournaled } from '#main/warrant/signature-journal.ts';
import { findWarrant } from '#main/warrant/warrant-repository.ts';
import { preparedNames } from '#test/support/prepared-station.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { brokenPromises, tallyOf, type EntryResult, type WatchedFolder } from './invariants.ts';
import { startVictim, type Victim } from './victim.ts';

/** What a crash left on the disk, read before anything repairs it. */
export type Moment = 'before-intent' | 'intent' | 'key-asked' | 'journaled' | 'recorded';

export interface KillTally {
  kills: number;
  readonly killed: { station: number; tokenHost: number };
  /** How far the stamp was when its station was killed, and what the next start made of it. */
  readonly recovered: Record<string, number>;
  /** What a stamp answered whose token host was killed; 'stamped' when it was between two stamps. */
  readonly hostKills: Record<string, number>;
  readonly entries: Record<EntryResult, number>;
  files: number;
  signatures: number;
  folders: number;
  readonly violations: string[];
}

export function emptyTally(): KillTally {
  return {
    kills: 0,
    killed: { station: 0, tokenHost: 0 },
    recovered: {},
    hostKills: {},
    entries: { success: 0, 'signed-unsaved': 0, unknown: 0, void: 0 },
    files: 0,
    signatures: 0,
    folders: 0,
    violations: [],
  };
}

export interface KillOrder {
  /** Prepared, with approved requests. */
  readonly template: string;
  readonly publicKey: Uint8Array;
  readonly workFolder: string;
  /** Takes one of the kills that are left; false ends the lane. */
  mayKill(): boolean;
  isEnough(): boolean;
  readonly tally: KillTally;
}

/** A kill falls at a random time after the beginning of a stamp, or after one of its steps, which are short. */
const longestWaitMs = { stamp: 300, intent: 60, signature: 40, 'self-check': 25, entry: 80 } as const;
const marks = ['stamp', 'intent', 'intent', 'signature', 'signature', 'self-check', 'self-check', 'entry'] as const;
const longestLatencyMs = 12;
const requestsKept = 12;
const hostShare = 0.4;

/** Kills in one folder after the other until it is enough. */
export async function killInTurn(order: KillOrder): Promise<void> {
  let spare = startVictim();
  const nextVictim = (): Victim => {
    const ready = spare;
    spare = startVictim();
    return ready;
  };
  try {
    for (let turn = 0; !order.isEnough(); turn += 1) {
      const folder = path.join(order.workFolder, `turn-${turn}`);
      fs.cpSync(order.template, folder, { recursive: true });
      await killInFolder(order, watch(folder, order.publicKey), nextVictim);
      fs.rmSync(folder, { recursive: true });
    }
  } finally {
    await spare.kill();
  }
}

function watch(folder: string, publicKey: Uint8Array): WatchedFolder {
  const data = path.join(folder, preparedNames.station);
  const signaturesBefore = softkeyHand(path.join(folder, preparedNames.token)).signatureCount();
  return { folder, data, publicKey, signaturesBefore, files: new Map(), results: new Map(), lastLeaf: -1 };
}

async function killInFolder(order: KillOrder, watched: WatchedFolder, nextVictim: () => Victim): Promise<void> {
  const { tally } = order;
  const key = softkeyHand(path.join(watched.folder, preparedNames.token));
  const promise = (when: string, signatures?: 'all'): void => {
    tally.violations.push(...brokenPromises(watched, signatures).map((sentence) => `${when}: ${sentence}`));
  };
  let left: Moment | undefined;
  for (;;) {
    const victim = nextVictim();
    try {
      victim.tell({ kind: 'open', data: watched.data });
      let { hostPid, recovered } = await victim.hear('opened');
      const outcome = recovered.map((one) => one.outcome).join('+') || 'nothing';
      if (left !== undefined) count(tally.recovered, `${left} -> ${outcome}`);
      promise(`kill ${tally.kills}, reopened from ${left ?? 'the start'}`);
      let isStationKilled = false;
      while (!isStationKilled) {
        const isOver = isUsedUp(watched.data);
        if (isOver || !order.mayKill()) {
          promise(`kill ${tally.kills}, at the end of a folder`, 'all');
          sumUp(tally, watched, key.signatureCount());
          return;
        }
        key.setLatencyMs(Math.floor(Math.random() * longestLatencyMs));
        await goForAWhile(victim);
        tally.kills += 1;
        isStationKilled = hostPid === undefined || Math.random() >= hostShare;
        if (isStationKilled) {
          tally.killed.station += 1;
          await victim.kill();
          left = momentOf(watched.data);
        } else {
          tally.killed.tokenHost += 1;
          hostPid = await killHost(victim, hostPid!, tally);
          promise(`kill ${tally.kills}, of the token host`);
        }
      }
    } finally {
      await victim.kill();
    }
  }
}

async function goForAWhile(victim: Victim): Promise<void> {
  const mark = marks[Math.floor(Math.random() * marks.length)]!;
  victim.take('step');
  victim.tell({ kind: 'go' });
  if (mark !== 'stamp') await victim.hear('step', ({ step }) => step === mark);
  await pause(Math.random() * longestWaitMs[mark]);
}

/** @returns the process id of the host that came after it */
async function killHost(victim: Victim, hostPid: number, tally: KillTally): Promise<number | undefined> {
  victim.take('failed');
  try {
    process.kill(hostPid, 'SIGKILL');
  } catch {
    // It had already been replaced after the kill before.
  }
  victim.tell({ kind: 'pause' });
  const paused = await victim.hear('paused');
  const [failure] = victim.take('failed');
  const answer = failure ? `${failure.code}${failure.mayHaveSigned ? ', may have signed' : ''}` : 'stamped';
  count(tally.hostKills, answer);
  return paused.hostPid;
}

function momentOf(data: string): Moment {
  const db = openReadable(dataPaths(data).database);
  try {
    const [job] = listOpenJobs(db);
    if (!job) return 'before-intent';
    if (job.state === 'recorded') return 'recorded';
    if (findJournaled(db, job.warrantId)) return 'journaled';
    return findWarrant(db, job.warrantId)?.takenAt ? 'key-asked' : 'intent';
  } finally {
    db.close();
  }
}

function isUsedUp(data: string): boolean {
  const db = openReadable(dataPaths(data).database);
  try {
    return listRequests(db, { state: 'approved', limit: requestsKept }).length < requestsKept;
  } finally {
    db.close();
  }
}

function sumUp(tally: KillTally, watched: WatchedFolder, signatures: number): void {
  for (const [result, number] of Object.entries(tallyOf(watched))) tally.entries[result as EntryResult] += number;
  tally.files += watched.files.size;
  tally.signatures += signatures - watched.signaturesBefore;
  tally.folders += 1;
}

function count(into: Record<string, number>, what: string): void {
  into[what] = (into[what] ?? 0) + 1;
}
