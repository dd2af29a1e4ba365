import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfFacts } from '#main/formats/pdf/document-facts.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { corpus, corpusFile } from '#test/support/corpus-entries.ts';
import { oneStamp, runOn, stamp } from '#test/support/pdf-stamping.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const folders = ['pdf', 'pdf/derived'];
const files = corpus === undefined ? [] : folders.flatMap((folder) => list(folder));

function list(folder: string): string[] {
  const names = readdirSync(join(corpus ?? '', folder)).filter((name) => name.endsWith('.pdf'));
  return names.map((name) => `${folder}/${name}`);
}

/** What is not one page, as the corpus says; 0 stands for encrypted. */
const pageCounts: Readonly<Record<string, number>> = {
  'AcroFormsBasicFields.pdf': 1,
  'PDFBOX-2984-rotations.pdf': 6,
  'PDFBOX-3110-poems-beads-cropbox.pdf': 2,
  'PasswordSample-128bit.pdf': 0,
  'annots-no-rotate.pdf': 3,
  'boxes.pdf': 8,
  'cweb.pdf': 28,
  'edition_protected_signing_allowed_with_field.pdf': 0,
  'encrypted-positive-P.pdf': 0,
  'ff.pdf': 2,
  'habibi-rotated.pdf': 4,
  'leading-junk.pdf': 0,
  'minimal-aes256.pdf': 0,
  'minimal-rc4.pdf': 0,
  'minimal-two-pages.pdf': 2,
  'page-tree-direct-kid.pdf': 2,
  'pages-500.pdf': 500,
  'pages-513-objstm.pdf': 513,
  'pages-600-linearized.pdf': 600,
  'pdf-signed-added-page.pdf': 2,
  'pdflatex-4-pages.pdf': 4,
  'us_constitution.pdf': 19,
};

/** Files that cannot be opened, or not be stamped, and why. */
const unreadable: Readonly<Record<string, string>> = {
  'broken-objstream1.pdf': 'DOC_BROKEN',
  'circular-page-tree.pdf': 'DOC_HOSTILE',
};
const unstampable: Readonly<Record<string, string>> = {
  ...unreadable,
  ...Object.fromEntries(
    Object.entries(pageCounts).flatMap(([name, pages]) => (pages === 0 ? [[name, 'DOC_ENCRYPTED']] : [])),
  ),
  'minimal-startxref-hopeless.pdf': 'DOC_BROKEN',
  'vera-verapdf-test-suite-6-1-11-t01-pass-a-pdfa-4.pdf': 'DOC_SIGNING_FORBIDDEN',
};

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'done';
  } catch (error) {
    return error instanceof StationError ? error.code : String(error);
  }
}

describe.skipIf(corpus === undefined || !canRun('qpdf', 'pdfsig'))('the corpus of PDF documents', () => {
  test.each(files)('is read or refused with a code: %s', (file) => {
    const bytes = corpusFile(file);
    const name = nameOf(file);
    const expected = unreadable[name];
    const pages = expected === undefined ? readPdfFacts(memorySource(bytes)).pageCount : -1;
    expect(pages).toBe(expected === undefined ? (pageCounts[name] ?? 1) : -1);
    expect(codeOf(() => readPdfFacts(memorySource(bytes)))).toBe(expected ?? 'done');
  });

  test.each(files.filter((file) => unstampable[nameOf(file)] !== undefined))('is not stamped: %s', (file) => {
    expect(codeOf(() => stamp(corpusFile(file)))).toBe(unstampable[nameOf(file)]);
  });

  test.each(files.filter((file) => unstampable[nameOf(file)] === undefined))(
    'is stamped so that qpdf finds nothing new and pdfsig sees the whole file covered: %s',
    (file) => {
      const original = corpusFile(file);
      const before = runOn(original, 'qpdf', ['--check']).status;
      const stamped = stamp(original, [{ ...oneStamp, xMm: 2, yMm: 2, widthMm: 20, heightMm: 20 }]);
      expect(Buffer.compare(stamped.subarray(0, original.length), original)).toBe(0);
      expect(runOn(stamped, 'qpdf', ['--check']).status).toBeLessThanOrEqual(before);
      expect(runOn(stamped, 'pdfsig', []).output.match(/Total document signed/g)).toHaveLength(1);
      const last = readPdfSignatures(memorySource(stamped)).find(({ subFilter, coversWholeFile }) => {
        return subFilter === 'GM.sm2seal' && coversWholeFile;
      });
      expect(last!.facts.filter(({ check, state }) => state !== 'ok' && check !== 'pdf.structure')).toEqual([]);
    },
  );
});

type Expectation = readonly [changes: 'none' | 'permitted' | 'suspicious', whole: boolean, failed: string];

/** Per signature, oldest first: pyHanko's coverage and modification level in our words, and failed checks. */
const signatures: Readonly<Record<string, readonly Expectation[]>> = {
  'pdf/minimal-two-fields-signed-twice.pdf': [
    ['permitted', false, ''],
    ['none', true, ''],
  ],
  'pdf/pades-lta-dss-indirect-arrs-test.pdf': [
    ['permitted', false, ''],
    ['permitted', false, ''],
  ],
  'pdf/separate-annots-kids-indir.pdf': [
    ['permitted', false, ''],
    ['none', true, ''],
  ],
  'pdf/form-update-override-appearance-stream.pdf': [
    ['permitted', false, ''],
    ['none', true, ''],
  ],
  'pdf/form-update-override-appearance-stream-sneaky.pdf': [
    ['suspicious', false, 'laterChanges'],
    ['none', true, ''],
  ],
  'pdf/sig-no-signed-attrs.pdf': [['none', true, '']],
  'pdf/pdf-sig-with-econtent.pdf': [['none', true, '']],
  'pdf/signature-gap-too-big.pdf': [['suspicious', false, 'gap coverage laterChanges']],
  'pdf/digitally-signed.pdf': [['none', true, '']],
  'pdf/incrementally_signed.pdf': [['none', true, '']],
  'pdf/testPAdES_BB.pdf': [['none', true, '']],
  'pdf/pdf-signed-added-page.pdf': [['suspicious', false, 'laterChanges']],
  'pdf/pdf-byterange-overlap.pdf': [
    ['permitted', false, ''],
    ['none', true, 'gap'],
  ],
  'pdf/pades-spoofing-replaced-reason.pdf': [['suspicious', false, 'gap laterChanges']],
  'pdf/vera-verapdf-test-suite-6-1-11-t01-pass-a-pdfa-4.pdf': [
    ['suspicious', false, 'byteRange gap coverage laterChanges'],
  ],
  'pdf/derived/signed-sm2-pkcs7-oid.pdf': [['none', true, '']],
  'pdf/derived/signed-sm2-gmt0010-oid.pdf': [['none', true, '']],
  'pdf/derived/signed-sm2-tampered.pdf': [['none', true, '']],
  'pdf/derived/signed-sm2-page-changed-later.pdf': [['suspicious', false, 'laterChanges']],
  'pdf/derived/signed-ecdsa-then-rsa.pdf': [
    ['permitted', false, ''],
    ['none', true, ''],
  ],
  'pdf/derived/sealed-ses-v4.pdf': [['none', true, '']],
  'pdf/derived/sealed-ses-v1.pdf': [['none', true, '']],
  'pdf/derived/sealed-ses-v4-raw-rs.pdf': [['none', true, '']],
  'pdf/derived/sealed-ses-v4-tampered.pdf': [['none', true, '']],
};

describe.skipIf(corpus === undefined)('the signatures of the corpus, against what pyHanko says', () => {
  test.each(files.filter((file) => unstampable[nameOf(file)] === undefined))('%s', (file) => {
    const found = readPdfSignatures(memorySource(corpusFile(file))).map(({ changesSince, coversWholeFile, facts }) => {
      const failed = facts.filter(({ state }) => state === 'fail').map(({ check }) => check.slice('pdf.'.length));
      return [changesSince, coversWholeFile, failed.join(' ')];
    });
    expect(found).toEqual(signatures[file] ?? []);
  });
});
