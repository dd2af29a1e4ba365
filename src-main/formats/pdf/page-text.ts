import process from 'node:process';
import { startThread, type ThreadChannel } from '#main/platform/threads.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { pageGeometry } from './page-geometry.ts';
import { openPdf } from './pdf-file.ts';
import { broken, hostile } from './pdf-problems.ts';
import type { FromTextReader, ToTextReader } from './page-text-reader.ts';
import { wordsOf } from './page-words.ts';
import type { PageText } from './page-words.ts';

/** What reading may cost. A page of an office's letter takes a few milliseconds and a few hundred kilobytes. */
export interface PageTextLimits {
  readonly deadlineMs: number;
  /** Bytes of the file that are handed over, counted with repetitions. */
  readonly maxReadBytes: number;
  /** How much the station may grow meanwhile: expanded streams lie outside the reader's own heap. */
  readonly maxGrowthBytes: number;
}

const MiB = 2 ** 20;

/**
 * pdf.js loads every image a page names, drawn or not, before it says a word of the page, and keeps three bytes for
 * each: a page of text names a few megabytes of them.
 */
export function pageTextLimits(pages: number): PageTextLimits {
  return {
    deadlineMs: 20_000,
    maxReadBytes: Math.min(512, 12 + 8 * pages) * MiB,
    maxGrowthBytes: 768 * MiB,
  };
}

const idleMs = 20_000;
const watchMs = 50;
const heapMb = 256;

/**
 * Text of pages with where it stands, in the order of the file. pdf.js reads it in a thread of its own, because text
 * needs fonts and character maps and the file is untrusted: the thread is ended when it takes too long or too much.
 *
 * @param pages 1-based; each once
 * @throws DOC_ENCRYPTED; DOC_BROKEN when a page or its text cannot be read; DOC_HOSTILE beyond a limit
 */
export function readPdfPageText(
  source: ByteSource,
  pages: readonly number[],
  limits: PageTextLimits = pageTextLimits(pages.length),
): Promise<readonly PageText[]> {
  const turn = queue.then(() => readNow(source, pages, limits));
  queue = turn.catch(() => undefined);
  return turn;
}

/** One document at a time: what the station grows by is then that document's. */
let queue: Promise<unknown> = Promise.resolve();

async function readNow(
  source: ByteSource,
  pages: readonly number[],
  limits: PageTextLimits,
): Promise<readonly PageText[]> {
  const file = openPdf(source);
  if (file.isEncrypted) throw new StationError('DOC_ENCRYPTED');
  const geometries = pages.map((page) => pageGeometry(file.objects, file.pages.page(page)));
  if (pages.length === 0) return [];
  const texts = await ask(source, pages, limits);
  return texts.map((items, index) => wordsOf(pages[index]!, items, geometries[index]!));
}

type Texts = Extract<FromTextReader, { readonly kind: 'text' }>['pages'];

function ask(source: ByteSource, pages: readonly number[], limits: PageTextLimits): Promise<Texts> {
  const thread = takeThread();
  return new Promise((resolve, reject) => {
    const before = process.memoryUsage.rss();
    let readBytes = 0;
    const settle = (): void => {
      clearTimeout(deadline);
      clearInterval(watch);
      thread.hear = () => undefined;
      thread.fail = () => undefined;
    };
    const end = (error: Error): void => {
      settle();
      dropThread(thread);
      reject(error);
    };
    const deadline = setTimeout(() => end(hostile('text-too-slow')), limits.deadlineMs);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.maxGrowthBytes) end(hostile('text-too-large'));
    }, watchMs);
    thread.fail = (isFull) => end(isFull ? hostile('text-too-large') : broken('text-unread'));
    thread.hear = (message) => {
      if (message.kind === 'failed') return end(broken('text-unread', { why: message.why }));
      if (message.kind === 'text') {
        settle();
        keepThread(thread);
        return resolve(message.pages);
      }
      readBytes += message.end - message.begin;
      if (readBytes > limits.maxReadBytes) return end(hostile('text-too-large'));
      try {
        // A copy: what is posted must not be the source's own memory.
        const bytes = Uint8Array.from(source.read(message.begin, message.end - message.begin));
        return thread.say({ kind: 'bytes', begin: message.begin, bytes });
      } catch (error) {
        return end(error as Error);
      }
    };
    thread.say({ kind: 'read', size: source.size, pages });
  });
}

interface TextThread {
  readonly channel: ThreadChannel;
  hear: (message: FromTextReader) => void;
  /** @param isFull it ended because its memory did */
  fail: (isFull: boolean) => void;
  say(message: ToTextReader): void;
}

/** Starting takes a third of a second, so the thread waits a while for the next document. */
let kept: { readonly thread: TextThread; readonly idle: NodeJS.Timeout } | undefined;

function takeThread(): TextThread {
  if (kept === undefined) return newThread();
  clearTimeout(kept.idle);
  const { thread } = kept;
  kept = undefined;
  return thread;
}

function keepThread(thread: TextThread): void {
  const idle = setTimeout(() => dropThread(thread), idleMs);
  idle.unref();
  kept = { thread, idle };
}

function dropThread(thread: TextThread): void {
  if (kept?.thread === thread) kept = undefined;
  thread.channel.end();
}

function newThread(): TextThread {
  const channel = startThread(import.meta.url, 'page-text-reader', heapMb);
  const thread: TextThread = {
    channel,
    hear: () => undefined,
    fail: () => undefined,
    say: (message) => channel.post(message),
  };
  channel.onMessage((message) => thread.hear(message as FromTextReader));
  channel.onExit((isFull) => {
    thread.fail(isFull);
    dropThread(thread);
  });
  return thread;
}
