import { describe, expect, it } from 'vitest';
import { demoAuthority, duringValidity, issue, type KeyHolder } from '#test/support/demo-authority.ts';
import { judgeBytes } from '#test/support/judge-bytes.ts';
import { appendUpdate, bodyOf, bytesOf, pdfDocument, streamBody, textOf } from '#test/support/pdf-documents.ts';
import { isRed, renderPage } from '#test/support/pdf-stamping.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { sealDocument, type SealingSample } from '#test/support/sealed-documents.ts';
import { contextOf, trustIn } from '#test/support/verification-fixture.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const authority = demoAuthority();
const trusted = contextOf(trustIn(authority));
const seal = (sample: SealingSample = {}, bytes = pdfDocument()) =>
  sealDocument(authority, bytes, { time: duringValidity, ...sample });

const PAGE = 4;
const CONTENT = 5;
/** A new object number that the sealed file does not use. */
const NEW = 90;

/** Verdict and decisive reason of the whole file. */
async function line(bytes: Uint8Array): Promise<string> {
  const { verdict, reasons } = await judgeBytes(bytes, trusted);
  const decisive = reasons.find((reason) => !reason.startsWith('seal.status:no-status'));
  return [verdict, decisive].filter(Boolean).join(' ');
}

const rewritten = (bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array =>
  bytesOf(textOf(bytes).replace(from, to));

/** `/ByteRange [ a b c d ]` as it was written. */
function byteRange(bytes: Uint8Array): { readonly text: string; readonly numbers: readonly number[] } {
  const match = /\/ByteRange \[([^\]]*)\]/.exec(textOf(bytes))!;
  return { text: match[0], numbers: match[1]!.trim().split(/\s+/).map(Number) };
}

/** The same entry with other numbers, in the same room. */
function withRange(
  bytes: Uint8Array,
  change: (numbers: readonly number[]) => readonly (number | string)[],
): Uint8Array {
  const { text, numbers } = byteRange(bytes);
  const changed = `/ByteRange [${change(numbers).join(' ')}`;
  return rewritten(bytes, text, `${changed.padEnd(text.length - 1)}]`);
}

describe('a sealed PDF', () => {
  it('is valid as it was sealed, and stays so when a second seal follows', async () => {
    const once = await seal();
    expect(await line(once)).toBe('valid');
    const twice = await judgeBytes(await seal({}, once), trusted);
    expect(twice.signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
    expect(new Set(twice.signatures.map(({ name }) => name)).size).toBe(2);
  });

  it.each([
    ['a letter of its text', /Contract/, 'Kontract'],
    ['the time in the signature dictionary', /\/M \(D:2027/, '/M (D:2026'],
    ['a number of the page box', /MediaBox \[0 0 595/, 'MediaBox [0 0 495'],
  ])('is invalid after a change of %s', async (_, from, to) => {
    const sealed = await seal();
    const changed = rewritten(sealed, from, to);
    expect(changed).not.toEqual(sealed);
    expect(await line(changed)).toBe('invalid ses.dataHash:content-changed');
  });
});

describe('forged byte ranges (ATK-1, ATK-3)', () => {
  it.each<[string, (numbers: readonly number[]) => readonly (number | string)[]]>([
    ['missing numbers', ([a, b]) => [a!, b!]],
    ['negative numbers', ([, b, c, d]) => [-1, b!, c!, d!]],
    ['parts that overlap', ([a, b, , d]) => [a!, b!, 10, d!]],
    ['a part beyond the end', ([a, b, c]) => [a!, b!, c!, 999_999]],
    ['a start behind the head', ([, b, c, d]) => [10, b! - 10, c!, d!]],
    ['a gap larger than the value', ([a, b, c, d]) => [a!, b! - 20, c!, d!]],
    ['a second part that ends early', ([a, b, c, d]) => [a!, b!, c!, d! - 10]],
    ['null', ([a, b, c]) => [a!, b!, c!, 'null']],
  ])('with %s are invalid', async (_, change) => {
    expect(await line(withRange(await seal(), change))).toMatch(/^invalid /);
  });

  it('without Contents are invalid, and never merely unsigned', async () => {
    const sealed = textOf(await seal());
    const emptied = sealed.replace(/\/Contents <[0-9a-f]+>/, (value) => `/Contents <${'0'.repeat(value.length - 12)}>`);
    expect(await line(bytesOf(emptied))).toMatch(/^invalid /);
    expect(await line(bytesOf(sealed.replace('/Contents <', '/Kontents <')))).toMatch(/^invalid /);
  });
});

describe('what is appended after a seal (ATK-2, ATK-4, ATK-6, ATK-12, ATK-13)', () => {
  it.each<[string, (sealed: Uint8Array) => Uint8Array]>([
    ['other content of a page', (sealed) => appendUpdate(sealed, { [CONTENT]: streamBody('BT (Other) Tj ET') })],
    [
      'a page of another size',
      (sealed) => appendUpdate(sealed, { [PAGE]: bodyOf(sealed, PAGE).replace('[0 0 595 842]', '[0 0 595 400]') }),
    ],
    [
      'a page that is turned',
      (sealed) =>
        appendUpdate(sealed, { [PAGE]: bodyOf(sealed, PAGE).replace('/Type /Page', '/Type /Page /Rotate 180') }),
    ],
    [
      'an action on opening',
      (sealed) =>
        appendUpdate(sealed, {
          1: bodyOf(sealed, 1).replace('/Type', `/OpenAction ${NEW} 0 R /Type`),
          [NEW]: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>',
        }),
    ],
    ['text without any structure', (sealed) => bytesOf(`${textOf(sealed)}\nBT (Other) Tj ET\n`)],
  ])('makes it invalid: %s', async (_, append) => {
    expect(await line(append(await seal()))).toMatch(/^invalid pdf\.(laterChanges|coverage)/);
  });

  it('is no change when it is an empty line', async () => {
    expect(await line(bytesOf(`${textOf(await seal())}\n`))).toMatch(/^valid/);
  });
});

/** Another certificate of the same name whose DER happens to be as long; signatures differ by a byte or two. */
function doubleOf(hexLength: number): KeyHolder {
  for (;;) {
    const double = issue('张三', 'signer', authority.sub);
    if (hexOf(double.certificate.der).length === hexLength) return double;
  }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('seals moved and imitated', () => {
  it('is invalid when the seal of one document is put into another', async () => {
    const value = /\/Contents <[0-9a-f]+>/;
    // One seal for both, so that the room for the value is as large.
    const sealDer = makeSeal(authority.maker, authority.signer);
    const same = { sealDer, sealFile: sealDer };
    const from = value.exec(textOf(await seal(same)))![0];
    const other = await seal(same, pdfDocument([{ content: 'BT /F1 24 Tf 60 60 Td (Another) Tj ET' }]));
    expect(await line(rewritten(other, value, from))).toBe('invalid ses.dataHash:content-changed');
  });

  it.skipIf(!canRun('pdftoppm'))('is unsigned when it only shows the picture of a seal (ATK-12)', async () => {
    const sealed = await seal();
    const field = rewritten(sealed, /\/V (\d+ 0 R)/, '/W $1');
    // The picture is still there for the eye; the verdict follows the signature alone.
    const picture = renderPage(field, 1, 36);
    const dots = Array.from({ length: picture.width * picture.height }, (_, index) => index);
    expect(dots.some((dot) => isRed(picture, dot % picture.width, Math.floor(dot / picture.width)))).toBe(true);
    expect(await line(field)).toMatch(/^(unsigned|invalid)/);
  });

  it('is invalid when the certificate beside the signature is exchanged (ATK-9)', async () => {
    const sealed = await seal();
    const original = hexOf(authority.signer.certificate.der);
    const replaced = hexOf(doubleOf(original.length).certificate.der);
    // The last occurrence is the one outside the signed bytes; the other is in the list of the seal.
    const text = textOf(sealed);
    const at = text.lastIndexOf(original);
    const exchanged = text.slice(0, at) + replaced + text.slice(at + original.length);
    expect(await line(bytesOf(exchanged))).toMatch(/^invalid ses\.(signature|signerInSeal)/);
  });
});

describe('labels', () => {
  it('decide nothing: what the value is, is told by its bytes (ATK-8)', async () => {
    const relabelled = await judgeBytes(rewritten(await seal(), '/GM.sm2seal', '/ETSI.RFC31'), trusted);
    expect(relabelled.signatures[0]).toMatchObject({ kind: 'seal', verdict: 'invalid' });
    expect(relabelled.reasons[0]).toBe('ses.dataHash:content-changed');
  });
});
