import type { ReaderOp } from './reader-protocol.ts';

/** What one reading of a document may cost. Beyond it the reading is ended and its file named. */
export interface ReaderLimits {
  /** Milliseconds until a fresh process has loaded its code. */
  readonly startMs: number;
  /** Milliseconds an operation may take, whatever the file, by operation. */
  readonly deadlineMs: Readonly<Record<ReaderOp, number>>;
  /** More time for each byte of the file: a slow disk still reads so many bytes in a millisecond. */
  readonly bytesPerMs: number;
  /** Memory of the whole process. */
  readonly residentBytes: number;
  /** Memory of the JavaScript heap, in megabytes: the runtime ends itself there. */
  readonly heapMegabytes: number;
  /** How often memory is looked at while an operation runs. */
  readonly lookMs: number;
  /** Bytes read from the disk: so many, and so many times the file. */
  readonly readBytes: number;
  readonly readTimes: number;
  /** Bytes that come out of compressed data, repeats included. */
  readonly inflatedBytes: number;
  /** Packages that stay open between pages (ADR 0034). */
  readonly kept: KeptLimits;
}

export interface KeptLimits {
  readonly packages: number;
  /** A package with more entries is opened anew each time. */
  readonly entries: number;
  /** Milliseconds after the last page. */
  readonly idleMs: number;
  /** Memory of the whole process beyond which nothing is kept. */
  readonly residentBytes: number;
  /** Memory the computer has left, below which nothing is kept. */
  readonly freeBytes: number;
}

const MiB = 2 ** 20;

/**
 * Far above what the largest documents of offices need, and low enough that a PC of 8 GiB goes on working while two
 * readers reach them.
 */
export const defaultReaderLimits: ReaderLimits = {
  startMs: 30_000,
  deadlineMs: {
    inspect: 30_000,
    verify: 30_000,
    look: 30_000,
    compare: 45_000,
    textChanges: 45_000,
    // The search ends itself after a minute and says how far it came.
    find: 75_000,
    rehearse: 30_000,
    stamps: 20_000,
    attachments: 20_000,
    emptyFields: 20_000,
    measure: 20_000,
    isBlank: 20_000,
    draw: 20_000,
  },
  bytesPerMs: 20_000,
  residentBytes: 1024 * MiB,
  heapMegabytes: 640,
  lookMs: 50,
  readBytes: 256 * MiB,
  readTimes: 64,
  inflatedBytes: 8192 * MiB,
  kept: { packages: 3, entries: 20_000, idleMs: 60_000, residentBytes: 384 * MiB, freeBytes: 512 * MiB },
};

export function deadlineOf(op: ReaderOp, fileBytes: number, limits: ReaderLimits): number {
  return limits.deadlineMs[op] + Math.ceil(fileBytes / limits.bytesPerMs);
}
