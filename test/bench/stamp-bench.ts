import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStation, type Station } from '#main/app/open-station.ts';
import { demoAccounts, demoPin } from '#main/app/demo/demo-people.ts';
import { writeDurably } from '#main/platform/files.ts';
import { createWords } from '#main/platform/words.ts';
import { listKeptSeals } from '#main/seals/kept-seals.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { stamp } from '#main/stamping/stamp.ts';
import { findPerson } from '#main/station/people.ts';
import { openKeySession } from '#main/token/key-session.ts';
import { hostOf } from '#main/token/token-service.ts';
import { approveOne, importAs } from '#test/kills/approved-station.ts';
import { startVictim } from '#test/kills/victim.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { preparedNames, prepareStation } from '#test/support/prepared-station.ts';
import { median, tenth } from './figures.ts';
import { timingTokens } from './token-times.ts';

export interface StampFigures {
  readonly document: string;
  readonly bytes: number;
  readonly runs: number;
  /** The whole of `stamp()`; the PIN is answered at once. Pre-checks, preparation, login, five commits, self-check. */
  readonly stampMs: number;
  /** Of this, the one login: the training key's PBKDF2 of 90,000 rounds, inside the key. */
  readonly loginMs: number;
  /** What is compared with the floor, which has no login: median of stamp minus login, run by run. */
  readonly withoutLoginMs: number;
  /** SM3 of the original, one signature through the same token host, one durable write of the result. */
  readonly floorMs: number;
  readonly floorParts: { readonly sm3Ms: number; readonly signatureMs: number; readonly writeMs: number };
  readonly ratio: number;
  /** withoutLoginMs - 2 x floorMs; at most 30 is wanted. */
  readonly overheadMs: number;
}

export interface StampBench {
  readonly stamping: readonly StampFigures[];
  /** From the start of a process to a station that could stamp: modules loaded; database, recovery, key driver. */
  readonly stationReady: { readonly loadMs: number; readonly openMs: number; readonly totalMs: number };
}

const runs = 21;
const warmUps = 4;
const starts = 5;

/** Times of one document after the other; floor and stamp take turns, so that both see the same disk and the same load. */
export async function stampBench(): Promise<StampBench> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stamp-bench-'));
  try {
    await prepareStation(folder, 90_000);
    const data = path.join(folder, preparedNames.station);
    const logins: number[] = [];
    const pinEntry = { askPin: async () => ({ kind: 'pin', pin: demoPin }) as const };
    const words = createWords();
    const station = await openStation({ data, words, pinEntry, processes: timingTokens('login', logins) });
    const stamping: StampFigures[] = [];
    try {
      for (const [name, bytes] of documents()) {
        const file = path.join(folder, name);
        fs.writeFileSync(file, bytes);
        stamping.push(await measure(station, file, logins));
      }
    } finally {
      await station.close();
    }
    return { stamping, stationReady: await measureStart(data) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function* documents(): Iterable<readonly [string, Uint8Array]> {
  const lines = Array.from({ length: 40 }, (_, line) => `1 0 0 1 60 ${760 - 16 * line} Tm (Clause ${line} of it) Tj`);
  const content = `BT /F1 12 Tf ${lines.join('\n')} ET`;
  const pdfOf = (pages: number) => pdfDocument(Array.from({ length: pages }, () => ({ content })));
  yield ['PDF, 1 page.pdf', pdfOf(1)];
  yield ['PDF, 500 pages.pdf', pdfOf(500)];
  yield ['OFD, 1 page.ofd', makeOfd({ pages: 1 })];
  yield ['OFD, 100 pages.ofd', makeOfd({ pages: 100 })];
}

async function measure(station: Station, file: string, logins: number[]): Promise<StampFigures> {
  const { db, paths } = station.parts;
  const { desk } = station.parts.ready();
  const user = findPerson(db, demoAccounts.custodian)!;
  const imported = await importAs(station, file);
  const bytes = fs.readFileSync(file);
  const rows: { stampMs: number; loginMs: number; sm3Ms: number; signatureMs: number; writeMs: number }[] = [];
  for (let run = 0; run < runs + warmUps; run += 1) {
    const requestId = approveOne(station, imported);
    logins.length = 0;
    const startedAt = performance.now();
    const { output } = await stamp(desk, { requestId, user });
    const stampMs = performance.now() - startedAt;
    const loginMs = logins[0]!;
    const floor = await floorOf(station, bytes, fs.readFileSync(output), path.join(paths.sealed, '.floor'));
    if (run >= warmUps) rows.push({ stampMs, loginMs, ...floor });
  }
  const of = (pick: (row: (typeof rows)[number]) => number): number => median(rows.map(pick));
  const withoutLoginMs = of((row) => row.stampMs - row.loginMs);
  const floorMs = of((row) => row.sm3Ms + row.signatureMs + row.writeMs);
  return {
    document: path.parse(file).name,
    bytes: bytes.length,
    runs,
    stampMs: tenth(of((row) => row.stampMs)),
    loginMs: tenth(of((row) => row.loginMs)),
    withoutLoginMs: tenth(withoutLoginMs),
    floorMs: tenth(floorMs),
    floorParts: {
      sm3Ms: tenth(of((row) => row.sm3Ms)),
      signatureMs: tenth(of((row) => row.signatureMs)),
      writeMs: tenth(of((row) => row.writeMs)),
    },
    ratio: tenth(withoutLoginMs / floorMs),
    overheadMs: tenth(withoutLoginMs - 2 * floorMs),
  };
}

async function floorOf(station: Station, original: Uint8Array, result: Uint8Array, file: string) {
  const hashed = timed(() => sm3(original));
  const [seal] = listKeptSeals(station.parts.db);
  const session = await openKeySession(
    hostOf(station.tokens()),
    { serial: seal!.tokenSerial, manufacturer: seal!.tokenManufacturer, certificateSm3: sm3(seal!.certificate) },
    {
      purpose: 'self-test',
      pinEntry: { askPin: async () => ({ kind: 'pin', pin: demoPin }) },
      isTrainingKeyAllowed: true,
    },
  );
  const signing = performance.now();
  await session.sign(hashed.value, null);
  const signatureMs = performance.now() - signing;
  await session.close();
  const written = timed(() => writeDurably(file, [result]));
  fs.rmSync(file);
  return { sm3Ms: hashed.ms, signatureMs, writeMs: written.ms };
}

async function measureStart(data: string): Promise<StampBench['stationReady']> {
  const rows: { loadMs: number; openMs: number }[] = [];
  for (let start = 0; start < starts; start += 1) {
    const begun = performance.now();
    const victim = startVictim({ isCached: false });
    await victim.hear('loaded');
    const loaded = performance.now();
    victim.tell({ kind: 'open', data });
    await victim.hear('opened');
    rows.push({ loadMs: loaded - begun, openMs: performance.now() - loaded });
    await victim.dismiss();
  }
  return {
    loadMs: tenth(median(rows.map((row) => row.loadMs))),
    openMs: tenth(median(rows.map((row) => row.openMs))),
    totalMs: tenth(median(rows.map((row) => row.loadMs + row.openMs))),
  };
}

function timed<T>(act: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = act();
  return { value, ms: performance.now() - start };
}
