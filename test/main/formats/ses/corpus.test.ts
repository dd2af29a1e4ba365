import { describe, expect, it } from 'vitest';
import { derLength } from '#main/formats/der/der-element.ts';
import { isSignerInSeal, sealValidAt, versionsAgree } from '#main/formats/ses/check-entitlement.ts';
import { encodingFact, extensionsFact, pictureFact } from '#main/formats/ses/check-form.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import { readSeal, readSesSignature } from '#main/formats/ses/read.ts';
import { claimedTime } from '#main/formats/ses/time-info.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { corpus, ofdEntries, ofdEntry, pdfSignatures } from '#test/support/corpus-entries.ts';

const facts = async (file: string, entry = 'SignedValue.dat') => {
  const signature = readSesSignature(await ofdEntry(`ofd/${file}`, entry));
  const at = claimedTime(signature) ?? new Date(0);
  const all = [
    verifySesSignature(signature),
    verifySealSignature(signature.seal),
    isSignerInSeal(signature.seal, signature.certificate),
    sealValidAt(signature.seal, at),
    versionsAgree(signature),
  ];
  return { signature, states: Object.fromEntries(all.map((f) => [f.check.slice(4), f.reason ?? f.state])) };
};
const allOk = { signature: 'ok', makerSignature: 'ok', signerInSeal: 'ok', sealValidity: 'ok', versions: 'ok' };

const SEALED = [
  'signed-allprotected.ofd',
  'signed-v4-ofdrw.ofd',
  'signed-v4-seam.ofd',
  'signed-v4-two.ofd',
  'signed-v4-gomain-altered.ofd',
  'signed-v4-expired.ofd',
  'signed-v1-dms360.ofd',
  'derived/sealed-v1.ofd',
  'derived/sealed-v4.ofd',
  'derived/sealed-v4-twice.ofd',
  'derived/sealed-v4-riding.ofd',
  'derived/sealed-v4-300pages.ofd',
  'derived/sealed-v4-raw-rs.ofd',
  'derived/sealed-v4-seq-seal.ofd',
  'derived/tampered-signedvalue.ofd',
  'derived/signer-not-in-seal.ofd',
];

describe.skipIf(!corpus)('electronic seals of the public corpus (SEALKEEPER_CORPUS)', () => {
  it.each(SEALED)('reads every seal and signature of %s', async (file) => {
    const signatures = [...(await ofdEntries(`ofd/${file}`, 'SignedValue.dat')).values()].map(readSesSignature);
    const seals = [...(await ofdEntries(`ofd/${file}`, 'Seal.esl')).values()].map(readSeal);

    expect(signatures.length).toBeGreaterThan(0);
    expect(seals.map((seal) => Buffer.from(seal.raw).toString('hex'))).toEqual(
      signatures.map((signature) => Buffer.from(signature.sealDer).toString('hex')),
    );
    for (const { seal } of signatures) {
      expect(pictureFact(seal)).toMatchObject({ state: 'ok' });
      expect(extensionsFact(seal)).toMatchObject({ state: file.includes('dms360') ? 'warn' : 'ok' });
    }
  });

  it.each(['signed-v4-gomain-altered.ofd', 'signed-allprotected.ofd', 'signed-v4-seam.ofd', 'derived/sealed-v4.ofd'])(
    'verifies maker and signer of %s',
    async (file) => {
      expect((await facts(file)).states).toEqual(allOk);
    },
  );

  it('verifies a V1 seal over the sequence that stands nowhere in the file', async () => {
    const { signature, states } = await facts('derived/sealed-v1.ofd');
    expect(states).toEqual(allOk);
    expect([signature.layout, signature.seal.layout, signature.timeInfo.kind]).toEqual(['V1', 'V1', 'time']);
  });

  it('reads a time without a zone as China time or UTC, whichever the seal allows, and names it', async () => {
    const { signature } = await facts('derived/sealed-v1.ofd');
    expect(claimedTime(signature)?.toISOString()).toBe('2026-11-21T20:06:34.000Z');
    expect(encodingFact(signature)).toMatchObject({ state: 'warn', reason: 'time-without-zone' });
  });

  it('names a raw signature value and accepts it with a warning (ATK-23)', async () => {
    expect((await facts('derived/sealed-v4-raw-rs.ofd')).states).toEqual({
      ...allOk,
      signature: 'raw-signature-encoding',
    });
  });

  it('names a V4 seal whose maker signed the V1 sequence, and accepts it with a warning', async () => {
    const { signature, states } = await facts('derived/sealed-v4-seq-seal.ofd');
    expect(states).toEqual({ ...allOk, makerSignature: 'nonstandard-signed-bytes' });
    expect(verifySealSignature(signature.seal).state).toBe('warn');
  });

  it('fails a signature value with one bit changed', async () => {
    expect((await facts('derived/tampered-signedvalue.ofd')).states).toEqual({
      ...allOk,
      signature: 'signature-mismatch',
    });
  });

  it('refuses a signer who is not in the certificate list of the seal (ATK-21)', async () => {
    expect((await facts('derived/signer-not-in-seal.ofd')).states).toEqual({
      ...allOk,
      signerInSeal: 'signer-not-in-list',
    });
  });

  it('fails a signing time after the seal expired (ATK-21)', async () => {
    expect((await facts('signed-v4-expired.ofd')).states).toEqual({ ...allOk, sealValidity: 'seal-expired' });
    expect((await facts('signed-v4-ofdrw.ofd')).states).toEqual({ ...allOk, sealValidity: 'seal-expired' });
  });

  it('reads the V1 seal of another vendor and says what is wrong with its signature', async () => {
    const { signature, states } = await facts('signed-v1-dms360.ofd');
    expect(signature.seal.vid).toBe('dms360.cn');
    expect(encodingFact(signature)).toMatchObject({ state: 'warn', reason: 'cert-list-unreadable' });
    expect(states).toMatchObject({ makerSignature: 'ok', signerInSeal: 'list-empty' });
    expect(states['signature']).toBe('signed-data-hash-directly');
  });

  it.each([
    ['sealed-ses-v4.pdf', 'V4', allOk, true],
    ['sealed-ses-v1.pdf', 'V1', allOk, true],
    ['sealed-ses-v4-raw-rs.pdf', 'V4', { ...allOk, signature: 'raw-signature-encoding' }, true],
    ['sealed-ses-v4-tampered.pdf', 'V4', allOk, false],
  ] as const)(
    'reads the seal in the PDF %s and compares the digest of its byte range',
    (file, layout, states, intact) => {
      const [found] = pdfSignatures(`pdf/derived/${file}`);
      const contents = found?.contents ?? new Uint8Array();
      const signature = readSesSignature(contents.subarray(0, derLength(contents) ?? 0));
      const at = claimedTime(signature) ?? new Date(0);
      const all = [
        verifySesSignature(signature),
        verifySealSignature(signature.seal),
        isSignerInSeal(signature.seal, signature.certificate),
        sealValidAt(signature.seal, at),
        versionsAgree(signature),
      ];
      expect(signature.layout).toBe(layout);
      expect(Object.fromEntries(all.map((f) => [f.check.slice(4), f.reason ?? f.state]))).toEqual(states);
      expect(Buffer.from(sm3(found?.covered ?? new Uint8Array())).equals(signature.dataHash)).toBe(intact);
    },
  );
});
