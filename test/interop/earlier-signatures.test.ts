import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearseStamp } from '#main/documents/rehearse-stamp.ts';
import { inspectDocument } from '#main/documents/inspect-document.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { newDamage } from '#main/formats/earlier-signatures.ts';
import { signaturesOf } from '#main/stamping/self-check.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { earlierSignatures, type EarlierSignature } from '#test/support/earlier-signatures.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { stamp as stampOfd } from '#test/support/ofd-stamps.ts';
import { stamp as stampPdf } from '#test/support/pdf-stamping.ts';
import { hasPyHanko, runPyHanko } from '#test/support/pyhanko.ts';

// What becomes of a document that somebody signed before: docs/formats/signed-before.md is this table.

const page = 'docs/formats/signed-before.md';
const hasWitnesses = hasPyHanko && canRun('qpdf', 'pdfsig');
const folder = mkdtempSync(join(tmpdir(), 'signed-before-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** In the order of the table. */
const files: Uint8Array[] = [];

interface Said {
  readonly field: string;
  readonly intact: boolean | null;
  readonly valid: boolean | null;
  readonly suspicious: string | null;
  readonly rulesKept?: boolean;
}

/** One run of pyHanko for each file that is signed, because each begins as another file. */
async function makeFiles(): Promise<void> {
  for (const [index, { file }] of earlierSignatures.entries()) {
    const bytes = await file();
    const own = join(folder, String(index));
    mkdirSync(own);
    writeFileSync(join(own, 'original.pdf'), bytes);
    files.push(bytes);
  }
  const signed = earlierSignatures.flatMap(({ signedAs }, index) =>
    signedAs === undefined
      ? []
      : [{ index, from: join(folder, `${index}`, 'original.pdf'), to: join(folder, `${index}`, `${signedAs}.pdf`) }],
  );
  await runPyHanko('certify.py', ['--pairs', ...signed.flatMap(({ from, to }) => [from, to])]);
  for (const { index, to } of signed) files[index] = new Uint8Array(readFileSync(to));
}

async function refusalBy(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return 'stamped';
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return [error.code, error.facts['detail']].filter((word) => word !== undefined).join(' ');
  }
}

const stamped = ({ format, places }: EarlierSignature, bytes: Uint8Array): Promise<Uint8Array> | Uint8Array =>
  format === 'PDF' ? stampPdf(bytes, places) : stampOfd(bytes, { placements: places });

const rows = earlierSignatures.map((row, index) => ({ ...row, index }));
const areStamped = rows.filter(({ becomes }) => becomes === 'stamped');

describe.skipIf(!hasWitnesses)('a document that was signed before', () => {
  beforeAll(makeFiles, 300_000);

  it.each(rows)('$format, $name: $becomes', async ({ index, format, places, becomes }) => {
    const bytes = files[index]!;
    const row = earlierSignatures[index]!;
    const source = memorySource(bytes);
    expect(await refusalBy(() => rehearseStamp(format, source, { placements: places }, () => undefined))).toBe(becomes);
    // What is refused when it is stamped was refused before, and the other way round.
    expect(await refusalBy(async () => stamped(row, bytes))).toBe(becomes);
    if (becomes !== 'stamped') return;
    const after = memorySource(await stamped(row, bytes));
    expect(newDamage(await signaturesOf(format, source), await signaturesOf(format, after))).toBeNull();
  });

  it('is refused when it is handed in where no place could be right', async () => {
    for (const [index, { format, becomes }] of earlierSignatures.entries()) {
      const atImport = becomes.endsWith('kept-fields-only') ? 'stamped' : becomes;
      const source = memorySource(files[index]!);
      expect(await refusalBy(() => inspectDocument(format, source))).toBe(atImport);
    }
  });

  it('keeps every earlier signature of another program, by its own analysis, and reads well elsewhere', async () => {
    const results = await Promise.all(
      areStamped
        .filter(({ format }) => format === 'PDF')
        .map(async (row) => {
          const file = join(folder, `${row.index}-stamped.pdf`);
          writeFileSync(file, await stamped(row, files[row.index]!));
          return { row, file };
        }),
    );
    const answers = (
      await runPyHanko(
        'validate.py',
        results.map(({ file }) => file),
      )
    )
      .trim()
      .split('\n');
    for (const [at, { row, file }] of results.entries()) {
      const said = (JSON.parse(answers[at]!) as { signatures?: readonly Said[] }).signatures ?? [];
      const theirs = said
        .filter(({ field }) => field === 'Peer')
        .map(({ intact, valid, suspicious, rulesKept }) => ({ intact, valid, suspicious, rulesKept }));
      const good = { intact: true, valid: true, suspicious: null, rulesKept: true };
      expect({ name: row.name, theirs }).toEqual({ name: row.name, theirs: row.signedAs === undefined ? [] : [good] });
      expect({ name: row.name, qpdf: ask('qpdf', ['--check', file]).status }).toEqual({ name: row.name, qpdf: 0 });
      const { text } = ask('pdfsig', ['-nocert', file]);
      expect(text.match(/Signature is Valid/g)?.length ?? 0).toBe(row.signedAs === undefined ? 0 : 1);
      expect(text).toContain('Total document signed');
      expect(text).not.toMatch(/Field Name: Seal_\d+\s+The signature form field is not signed/);
    }
  }, 120_000);
});

describe('the page about documents that were signed before', () => {
  it('says what the table says', () => {
    const lines = earlierSignatures.map(
      ({ name, format, becomes }) =>
        `| ${format} | ${name} | ${becomes === 'stamped' ? 'stamped' : `\`${becomes.split(' ')[0]}\``} |`,
    );
    const table = `| Format | In the file | Outcome |\n|---|---|---|\n${lines.join('\n')}\n`;
    const written = readFileSync(page, 'utf8');
    const wanted = written.replace(/\| Format \|[^]*?\n(?=\n)/, table);
    if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(page, wanted);
    expect(readFileSync(page, 'utf8')).toBe(wanted);
  });
});
