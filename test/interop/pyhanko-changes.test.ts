import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { corpus } from '#test/support/corpus-entries.ts';
import {
  appendUpdate,
  bodyOf,
  pdfDocument,
  streamBody,
  textOf,
  type ObjectBodies,
} from '#test/support/pdf-documents.ts';
import { hasPyHanko, runPyHanko } from '#test/support/pyhanko.ts';

interface Judged {
  readonly field: string;
  readonly coverage: string;
  readonly modification: string | null;
  readonly suspicious: string | null;
  /** DocMDP and FieldMDP, where they were judged. */
  readonly rulesKept?: boolean;
}

const folder = mkdtempSync(join(tmpdir(), 'pyhanko-changes-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function askPyHanko(files: readonly string[]): Promise<ReadonlyMap<string, readonly Judged[]>> {
  const lines = (await runPyHanko('validate.py', files)).trim().split('\n');
  const answers = lines.map(
    (line) => JSON.parse(line) as { readonly file: string; readonly signatures?: readonly Judged[] },
  );
  return new Map(answers.map(({ file, signatures = [] }) => [file, signatures]));
}

/** Both programs in one word: nothing, something that is allowed, or something that is not. */
const levels: Readonly<Record<string, string>> = {
  NONE: 'none',
  LTA_UPDATES: 'permitted',
  FORM_FILLING: 'permitted',
  ANNOTATIONS: 'permitted',
  OTHER: 'suspicious',
};

const NEW = 90;
const field = (value: string): string => `<< /FT /Tx /T (Amount) /V (${value}) /DA (/F1 0 Tf) >>`;
const xmp = (title: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="${title}"/></rdf:RDF></x:xmpmeta>`;
const base = (): Uint8Array =>
  pdfDocument([{}, {}], 'table', '/AcroForm << /Fields [20 0 R] >> /Metadata 22 0 R', {
    20: field(''),
    22: streamBody(xmp('one'), '/Type /Metadata /Subtype /XML'),
  });

/** What somebody does to the file after it was signed. */
const edits: Readonly<Record<string, (bytes: Uint8Array) => ObjectBodies>> = {
  'a field filled': () => ({ 20: field('100') }),
  'page content replaced': () => ({ 5: streamBody('BT /F1 24 Tf 60 60 Td (Other) Tj ET') }),
  'a font replaced': () => ({ 3: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' }),
  'a page turned': (bytes) => ({ 4: bodyOf(bytes, 4).replace('/Type', '/Rotate 90 /Type') }),
  'a page taken away': () => ({ 2: '<< /Type /Pages /Count 1 /Kids [4 0 R] >>' }),
  'an orphan added': () => ({ [NEW]: streamBody('nobody refers to this') }),
  'an object written again': (bytes) => ({ 3: bodyOf(bytes, 3) }),
  'metadata replaced': () => ({ 22: streamBody(xmp('two'), '/Type /Metadata /Subtype /XML') }),
  'a security store added': (bytes) => ({
    1: bodyOf(bytes, 1).replace('/Type', `/DSS << /Certs [${NEW} 0 R] >> /Type`),
    [NEW]: streamBody('certificate'),
  }),
  'a note added': (bytes) => ({
    6: bodyOf(bytes, 6).replace('/Type', `/Annots [${NEW} 0 R] /Type`),
    [NEW]: '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (note) >>',
  }),
  'a script that runs at opening': (bytes) => ({
    1: bodyOf(bytes, 1).replace('/Type', '/OpenAction << /S /JavaScript /JS (x) >> /Type'),
  }),
  'the field renamed': () => ({ 20: field('').replace('Amount', 'Total') }),
  'optional content': (bytes) => ({ 1: bodyOf(bytes, 1).replace('/Type', '/OCProperties << /OCGs [] >> /Type') }),
};
const rules = ['free', 'p1', 'p2', 'p3', 'lock'] as const;
const cases = rules.flatMap((rule) => Object.keys(edits).map((edit) => ({ rule, edit })));
const nameOf = ({ rule, edit }: (typeof cases)[number]): string => `${rule} ${edit}.pdf`;

function edited(signed: Uint8Array, edit: string): Uint8Array {
  const text = textOf(signed);
  const root = /\/Root \d+ 0 R/.exec(text.slice(text.lastIndexOf('trailer')))![0];
  return appendUpdate(signed, edits[edit]!(signed), root);
}

const inOneWord = ({ suspicious, modification, rulesKept }: Judged): string =>
  suspicious !== null || rulesKept === false ? 'suspicious' : (levels[modification ?? ''] ?? 'unknown');

describe.skipIf(!hasPyHanko)('changes after a signature, beside the difference analysis of pyHanko', () => {
  let theirs: ReadonlyMap<string, readonly Judged[]>;

  beforeAll(async () => {
    const original = join(folder, 'original.pdf');
    writeFileSync(original, base());
    mkdirSync(join(folder, 'signed'));
    await runPyHanko('certify.py', [original, ...rules.map((rule) => join(folder, 'signed', `${rule}.pdf`))]);
    for (const one of cases) {
      const signed = readFileSync(join(folder, 'signed', `${one.rule}.pdf`));
      writeFileSync(join(folder, nameOf(one)), edited(signed, one.edit));
    }
    theirs = await askPyHanko(cases.map((one) => join(folder, nameOf(one))));
  }, 300_000);

  it.each(cases)('$rule: $edit is judged alike', (one) => {
    const file = join(folder, nameOf(one));
    const [ours] = readPdfSignatures(memorySource(readFileSync(file)));
    expect(ours?.changesSince).toBe(inOneWord(theirs.get(file)![0]!));
  });

  it('hold both answers, or nothing would be compared', () => {
    const answers = [...theirs.values()].map(([judged]) => inOneWord(judged!));
    expect(new Set(answers)).toEqual(new Set(['permitted', 'suspicious']));
  });
});

/** Signatures pyHanko finds no words for: SES is no CMS, and `UNCLEAR` has no revision to compare. */
const corpusFiles = [
  'digitally-signed',
  'form-update-override-appearance-stream-sneaky',
  'form-update-override-appearance-stream',
  'incrementally_signed',
  'minimal-two-fields-signed-twice',
  'pades-lta-dss-indirect-arrs-test',
  'pades-spoofing-replaced-reason',
  'pdf-signed-added-page',
  'separate-annots-kids-indir',
  'sig-no-signed-attrs',
  'signature-gap-too-big',
  'testPAdES_BB',
  'vera-verapdf-test-suite-6-1-11-t01-pass-a-pdfa-4',
  'derived/signed-ecdsa-then-rsa',
  'derived/signed-sm2-page-changed-later',
  'derived/signed-sm2-pkcs7-oid',
].map((name) => `pdf/${name}.pdf`);

describe.skipIf(!hasPyHanko || !corpus)('signed PDFs of the public corpus (SEALKEEPER_CORPUS)', () => {
  it('are judged alike, signature by signature', async () => {
    const files = corpusFiles.map((name) => join(corpus ?? '', name));
    const theirs = await askPyHanko(files);
    for (const file of files) {
      const ours = readPdfSignatures(memorySource(readFileSync(file)));
      const said = Object.fromEntries(ours.map(({ fieldName, changesSince }) => [fieldName, changesSince]));
      const asked = Object.fromEntries(theirs.get(file)!.map((judged) => [judged.field, inOneWord(judged)]));
      expect({ file, said }).toEqual({ file, said: asked });
    }
  }, 120_000);
});
