import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFiles } from '#main/app/program-files.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { fileSource } from '#main/platform/files.ts';
import { longOfd } from '#test/support/long-ofd.ts';

export interface OfdFigures {
  readonly document: string;
  readonly bytes: number;
  readonly pages: number;
  /** Opening with all checks, as for every page a screen asks for. */
  readonly openMs: number;
  /** Opening and drawing: what somebody waits for at the station, without the browser. */
  readonly firstPageMs: number;
  readonly page700Ms: number | null;
  /** Of fifty pages all over the document, one after the other. */
  readonly medianPageMs: number;
  /** Resident memory beyond what the process had before, after those pages. */
  readonly extraMiB: number;
}

const standIn = readFileSync(programFiles.font);
const sampledPages = 50;

/** Opening and drawing OFD pages in one process: a short letter, and a document of 1,287 pages. */
export async function ofdBench(): Promise<OfdFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ofd-bench-'));
  try {
    const long = join(folder, '1287.ofd');
    writeFileSync(long, longOfd());
    return [await measure(join(programFiles.samples, '许可决定书.ofd')), await measure(long)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(file: string): Promise<OfdFigures> {
  const before = process.memoryUsage().rss;
  const { ms: openMs, value: facts } = await timed(async () => {
    const source = fileSource(file);
    const pkg = await openOfd(source);
    source.close();
    return { bytes: source.size, pages: pkg.documents[0]?.pages.length ?? 0 };
  });
  const page = async (number: number): Promise<number> => (await timed(async () => drawAsAsked(file, number))).ms;
  const firstPageMs = await page(1);
  const page700Ms = facts.pages >= 700 ? await page(700) : null;
  const sampled: number[] = [];
  for (let at = 0; at < sampledPages; at += 1) {
    sampled.push(await page(1 + Math.floor((at * facts.pages) / sampledPages)));
  }
  return {
    document: file.slice(file.lastIndexOf('/') + 1),
    ...facts,
    openMs,
    firstPageMs,
    page700Ms,
    medianPageMs: sampled.toSorted((a, b) => a - b)[sampledPages / 2] ?? 0,
    extraMiB: Math.round((process.memoryUsage().rss - before) / 2 ** 20),
  };
}

async function drawAsAsked(file: string, page: number): Promise<void> {
  const source = fileSource(file);
  try {
    await drawOfdPage(await openOfd(source), 0, page, { standIn, hasText: true });
  } finally {
    source.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now();
  const value = await work();
  return { ms: Math.round((performance.now() - startedAt) * 10) / 10, value };
}
