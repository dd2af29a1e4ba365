import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedData, readSignedData } from '#main/formats/cms/read.ts';
import { signedValueKind } from '#main/formats/cms/signed-value.ts';
import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { isSignerInSeal, sealValidAt, versionsAgree } from '#main/formats/ses/check-entitlement.ts';
import { encodingFact, extensionsFact, pictureFact } from '#main/formats/ses/check-form.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import { isSesSignature, readSeal, readSesSignature } from '#main/formats/ses/read.ts';
import { claimedTime } from '#main/formats/ses/time-info.ts';
import { writeTbsSign, writeSesSignature } from '#main/formats/ses/write.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { readCertificateRequest } from '#main/trust/certificate-request.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { readRevocationList } from '#main/trust/revocation-list.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { sampleSignedData } from '#test/support/sample-signed-data.ts';
import { makeSeal } from '#test/support/sample-seal.ts';

const { root, sub, signer, maker } = demoAuthority();
const sealDer = makeSeal(maker, signer);
const tbs = writeTbsSign({ sealDer, time: duringValidity, dataHash: new Uint8Array(32), propertyInfo: 'x' });
const signature = writeSesSignature({
  tbs,
  certificate: signer.certificate.der,
  signatureDer: rsToDer(signer.sign(tbs)),
});
const signedData = sampleSignedData(signer, { content: new Uint8Array(32) });
const crl = issueRevocationList(
  { issuerDer: sub.certificate.subjectDer, thisUpdate: duringValidity, nextUpdate: duringValidity, revoked: [] },
  sub.sign,
);

/** Whatever is read is also judged: a check must not fall over what a reader let through. */
const readers: [string, Uint8Array, (bytes: Uint8Array) => unknown][] = [
  [
    'a seal',
    sealDer,
    (bytes) => {
      const seal = readSeal(bytes);
      return [
        verifySealSignature(seal),
        isSignerInSeal(seal, bytes),
        sealValidAt(seal, duringValidity),
        encodingFact(seal),
        pictureFact(seal),
      ];
    },
  ],
  [
    'a seal signature',
    signature,
    (bytes) => {
      isSesSignature(bytes);
      signedValueKind(bytes);
      const read = readSesSignature(bytes);
      return [verifySesSignature(read), versionsAgree(read), claimedTime(read), extensionsFact(read)];
    },
  ],
  [
    'SignedData',
    signedData,
    (bytes) => {
      isSignedData(bytes);
      return verifySignedData(readSignedData(bytes), { contentDigest: () => new Uint8Array(32) });
    },
  ],
  ['a timestamp token', signedData, readTimestampToken],
  [
    'a certificate',
    signer.certificate.der,
    (bytes) =>
      buildChain(readCertificate(bytes), {
        roots: [root.certificate],
        intermediates: [sub.certificate],
        at: duringValidity,
      }),
  ],
  ['a revocation list', crl, readRevocationList],
  ['a certificate request', signer.certificate.der, readCertificateRequest],
];

/** Bytes changed, cut out or put in at a few places. */
const mutation = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('set', 'remove', 'insert', 'flip'),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 4 },
);

function mutate(original: Uint8Array, changes: readonly { at: number; kind: string; value: number }[]): Uint8Array {
  const bytes = [...original];
  for (const { at, kind, value } of changes) {
    const i = at % (bytes.length + 1);
    if (kind === 'remove') bytes.splice(i, 1 + (value % 8));
    else if (kind === 'insert') bytes.splice(i, 0, value);
    else bytes[i] = kind === 'set' ? value : (bytes[i] ?? 0) ^ (1 << (value & 7));
  }
  return Uint8Array.from(bytes);
}

const outcome = (read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): 'read' | 'refused' => {
  try {
    read(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof StationError) return 'refused';
    throw error;
  }
};

describe('hostile bytes', () => {
  it.each(readers)('as %s are read or refused with a code, never anything else', (_, original, read) => {
    const mutated = fc.property(mutation, (changes) => outcome(read, mutate(original, changes)) !== undefined);
    const anything = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => outcome(read, bytes) === 'refused');
    expect(() => fc.assert(mutated, { numRuns: 400 })).not.toThrow();
    expect(() => fc.assert(anything, { numRuns: 200 })).not.toThrow();
  });

  it('never verify as a seal signature when one byte of the signed part changed', () => {
    const start = Buffer.from(signature).indexOf(Buffer.from(tbs));
    fc.assert(
      fc.property(fc.nat(tbs.length - 1), fc.integer({ min: 1, max: 255 }), (offset, difference) => {
        const bytes = Uint8Array.from(signature);
        bytes[start + offset] = (bytes[start + offset] ?? 0) ^ difference;
        let state = 'refused';
        try {
          state = verifySesSignature(readSesSignature(bytes)).state;
        } catch (error) {
          if (!(error instanceof StationError)) throw error;
        }
        return state === 'fail' || state === 'refused';
      }),
      { numRuns: 300 },
    );
    expect(verifySesSignature(readSesSignature(signature)).state).toBe('ok');
  });
});
