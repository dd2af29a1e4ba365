import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { readSecurityStore } from '#main/formats/pdf/security-store.ts';
import { archived, emptyStore } from '#test/support/archived-documents.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { canRun } from '#test/support/foreign-programs.ts';
import { pdfDocument, signedDocument, streamBody } from '#test/support/pdf-documents.ts';
import { runOn, stamp } from '#test/support/pdf-stamping.ts';

const authority = demoAuthority();
const tsa = { authority: issue('时间戳', 'timestamp', authority.sub), genTime: duringValidity };
const store = { ...emptyStore, certificates: [authority.sub.certificate.der, authority.root.certificate.der] };
const others = { certificates: [authority.maker.certificate.der], lists: [new Uint8Array([0x30, 0])], responses: [] };

const stored = (bytes: Uint8Array) => readSecurityStore(openPdf(memorySource(bytes)));
const signatures = (bytes: Uint8Array) => readPdfSignatures(memorySource(bytes));
const later = (bytes: Uint8Array) =>
  signatures(bytes).map(({ kind, coversWholeFile, changesSince }) => ({ kind, coversWholeFile, changesSince }));

/** The judgement of a program that is not ours. */
const qpdfStatus = (bytes: Uint8Array): number => runOn(bytes, 'qpdf', ['--check']).status;

/** What carries a DSS already, as different programs write it; and what carries none. */
const files = {
  'a file with a table': pdfDocument([{}], 'table'),
  'a file with a stream': pdfDocument([{}], 'stream'),
  'a store that is an object': pdfDocument([{}], 'table', '/DSS 50 0 R', {
    50: '<< /Type /DSS /Certs [51 0 R] /VRI << >> >>',
    51: streamBody('0'),
  }),
  'a store inside the catalog': pdfDocument([{}], 'stream', '/DSS << /Certs [51 0 R] >>', { 51: streamBody('0') }),
  'lists that are objects': pdfDocument([{}], 'table', '/DSS 50 0 R', {
    50: '<< /Certs 52 0 R >>',
    51: streamBody('0'),
    52: '[51 0 R]',
  }),
};

describe.skipIf(!canRun('qpdf'))('material laid behind a sealed PDF', () => {
  it.each(Object.entries(files))('is there once, loses nothing, and leaves the seal good: %s', (_, original) => {
    const sealed = stamp(original);
    const before = stored(sealed).certificates;
    const once = archived(sealed, store);
    expect(stored(once).certificates).toEqual([...before, ...store.certificates].map((der) => Uint8Array.from(der)));
    expect(later(once)).toEqual([{ kind: 'signature', coversWholeFile: false, changesSince: 'permitted' }]);
    expect(archived(once, store)).toEqual(once);
    const twice = archived(once, others);
    expect(stored(twice)).toMatchObject({ certificates: { length: before.length + 3 }, lists: { length: 1 } });
    expect(later(twice)).toEqual(later(once));
    expect(qpdfStatus(twice)).toBe(0);
  });

  it('is the same bytes for the same input', () => {
    const sealed = stamp(pdfDocument());
    expect(archived(sealed, store)).toEqual(archived(sealed, store));
  });

  it('takes a document timestamp over all of it, after which another seal is possible', () => {
    const sealed = archived(stamp(pdfDocument([{}], 'stream')), store, tsa);
    expect(later(sealed)).toEqual([
      { kind: 'signature', coversWholeFile: false, changesSince: 'permitted' },
      { kind: 'timestamp', coversWholeFile: true, changesSince: 'none' },
    ]);
    const again = archived(stamp(sealed), emptyStore, tsa);
    expect(later(again).map(({ kind, changesSince }) => [kind, changesSince])).toEqual([
      ['signature', 'permitted'],
      ['timestamp', 'permitted'],
      ['signature', 'permitted'],
      ['timestamp', 'none'],
    ]);
    expect(qpdfStatus(again)).toBe(0);
  });

  it('comes without a timestamp where a signature before froze the form', () => {
    const lock = '/TransformMethod /FieldMDP /TransformParams << /Action /All >>';
    const locked = archived(signedDocument(`/Reference [<< ${lock} >>]`), store, tsa);
    expect(signatures(locked).map(({ kind }) => kind)).toEqual(['signature']);
    expect(stored(locked).certificates).toHaveLength(2);
  });
});
