import { derInteger, derSequence, derTlv } from '#main/formats/der/der-write.ts';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { computeZa, sm2Digest } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { type KeyHolder } from '#test/support/demo-authority.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { signDigest, signedOn } from './authority.ts';
import { edited, fileOf, paths, sealedOfd } from './ofd-base.ts';
import { signer } from './ofd-seal.ts';

/** The signature value is what the attack makes of the right bytes. */
const valued =
  (make: (tbs: Uint8Array, right: Uint8Array) => Uint8Array, by: KeyHolder = signer, shown = by.certificate.der) =>
  async (): Promise<Uint8Array> => {
    const base = await sealedOfd(by === signer ? {} : { signer: by });
    const seal = await fileOf(base, paths.seal);
    const xml = await fileOf(base, paths.signature);
    const tbs = writeTbsSign({
      sealDer: seal,
      time: signedOn,
      dataHash: sm3(xml),
      propertyInfo: paths.signature,
    });
    const signatureDer = make(tbs, by.sign(tbs));
    return edited({ [paths.value]: writeSesSignature({ tbs, certificate: shown, signatureDer }) }, async () => base)();
  };

const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const numbers = (rs: Uint8Array): readonly [bigint, bigint] =>
  [0, 32].map((at) => BigInt(`0x${Buffer.from(rs.subarray(at, at + 32)).toString('hex')}`)) as [bigint, bigint];

const pair = (r: bigint, s: bigint): Uint8Array => derSequence(derInteger(r), derInteger(s));

const longInteger = (half: Uint8Array): Uint8Array => derTlv(0x02, Uint8Array.of(0, 0), half);

const offCurve = (): Uint8Array => {
  const der = Uint8Array.from(signer.certificate.der);
  const key = Buffer.from(der).indexOf(Buffer.from(signer.publicKey));
  der[key + 64] = (der[key + 64] ?? 0) ^ 1;
  return der;
};

const p256 = (): Uint8Array => {
  const der = Buffer.from(signer.certificate.der);
  const curve = Buffer.from('06082a811ccf5501822d', 'hex');
  Buffer.from('06082a8648ce3d030107', 'hex').copy(der, der.indexOf(curve));
  return new Uint8Array(der);
};

const value23 = (
  name: string,
  description: string,
  reason: string,
  make: Parameters<typeof valued>[0],
  expected?: AttackRow[4],
): AttackRow => [name, description, reason, valued(make), expected];

const warned: AttackRow[4] = ['valid', 'invalid', 'indeterminate'];

const values = attacks(23, 'ofd', [
  value23('r-zero', 'r is zero', 'ses.signature', (_, rs) => pair(0n, numbers(rs)[1])),
  value23('s-zero', 's is zero', 'ses.signature', (_, rs) => pair(numbers(rs)[0], 0n)),
  value23('r-plus-n', 'r is larger by the order', 'ses.signature', (_, rs) =>
    pair(numbers(rs)[0] + order, numbers(rs)[1]),
  ),
  value23('s-plus-n', 's is larger by the order', 'ses.signature', (_, rs) =>
    pair(numbers(rs)[0], numbers(rs)[1] + order),
  ),
  value23('negative', 'r is negative', 'ses.signature', (_, rs) => pair(-numbers(rs)[0], numbers(rs)[1])),
  value23('empty', 'no value', 'ses.signature', () => new Uint8Array()),
  value23('short', '63 bytes', 'ses.signature', (_, rs) => rs.subarray(1)),
  value23('exchanged', 'r and s exchanged', 'ses.signature', (_, rs) => pair(numbers(rs)[1], numbers(rs)[0])),
  value23(
    'leading-zeros',
    'superfluous zeros before r and s: a warning is due',
    '',
    (_, rs) => derSequence(longInteger(rs.subarray(0, 32)), longInteger(rs.subarray(32))),
    warned,
  ),
  value23('raw', '64 bytes without ASN.1, as some makers store it: a warning is due', '', (_, rs) => rs, warned),
  value23('without-z', 'signed over the digest without identifier and key', 'ses.signature', (tbs) =>
    rsToDer(signDigest(signer.privateKey, sm3(tbs))),
  ),
  value23('digest-signed', 'the digest of the document is signed as e', 'ses.signature', (_tbs) =>
    rsToDer(signDigest(signer.privateKey, sm3(Uint8Array.of(1)))),
  ),
  value23('other-identifier', 'signed under another user identifier', 'ses.signature', (tbs) =>
    rsToDer(signDigest(signer.privateKey, sm2Digest(signer.publicKey, tbs, Buffer.from('other@example')))),
  ),
  value23('empty-identifier', 'signed under an empty user identifier', 'ses.signature', (tbs) =>
    rsToDer(signDigest(signer.privateKey, sm3(computeZa(signer.publicKey, new Uint8Array()), tbs))),
  ),
  [
    'off-the-curve',
    'the key in the certificate is no point of the curve',
    'ses',
    valued((_, rs) => rsToDer(rs), signer, offCurve()),
  ],
  [
    'p256-for-sm2',
    'the certificate says P-256 where the key is SM2',
    'ses',
    valued((_, rs) => rsToDer(rs), signer, p256()),
  ],
]);

export const ofdValues: readonly Attack[] = [...values];
