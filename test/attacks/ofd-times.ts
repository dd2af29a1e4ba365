import { derBitString, derExplicit, derInteger, derSequence } from '#main/formats/der/der-write.ts';
import { timestampToken } from '#test/support/verification-fixture.ts';
import { attacks, type Attack } from './attack.ts';
import { holder, timestampAuthority, signedOn } from './authority.ts';
import { edited, fileOf, paths, sealDer, sealedOfd } from './ofd-base.ts';
import { signer, sealed, parts, sealOf, alteredSeal, info, certificate, algorithm, value } from './ofd-seal.ts';

const versions = attacks(22, 'ofd', [
  [
    'version-flipped',
    'the version in the head of the seal is flipped to 5',
    'ses',
    () => {
      const der = Uint8Array.from(sealDer);
      der[Buffer.from(der).indexOf(Buffer.from('1602455302010416', 'hex')) + 6] = 5;
      return sealedOfd({ sealDer: der, sealFile: der });
    },
  ],
  [
    'fifth-field',
    'a V4 seal with a fifth field like V5: a warning is due',
    '',
    sealed(sealOf(info, certificate, algorithm, value, derExplicit(0, derBitString(Uint8Array.of(0x30, 0))))),
    ['valid', 'invalid', 'indeterminate', 'error'],
  ],
  [
    'six-fields',
    'a seal with six fields',
    '',
    sealed(sealOf(info, certificate, algorithm, value, derInteger(1), derInteger(2))),
    ['invalid', 'error'],
  ],
  ['three-fields', 'a seal with three fields', '', sealed(sealOf(info, certificate, algorithm)), ['invalid', 'error']],
  [
    'other-head',
    'another word than ES in the head',
    '',
    () => {
      const der = alteredSeal('ES', 'EX');
      return sealedOfd({ sealDer: der, sealFile: der });
    },
    ['invalid', 'error'],
  ],
  [
    'trailing-bytes',
    'bytes behind the seal',
    '',
    () => {
      const der = Buffer.concat([sealDer, Uint8Array.of(0)]);
      return sealedOfd({ sealDer: der, sealFile: der });
    },
    ['invalid', 'indeterminate', 'error'],
  ],
  [
    'critical-extension',
    'a critical extension nobody knows: a warning is due',
    '',
    sealed({ seal: { extensions: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] } }),
    ['valid', 'invalid', 'indeterminate'],
  ],
  [
    'timestamp-dropped',
    'the timestamp of a signature is taken away: what is left is a claim of time',
    '',
    async () =>
      withValueOf(
        await sealedOfd({ timestamp: (stamped) => timestampToken(timestampAuthority, stamped, signedOn) }),
        (children) => children.slice(0, 4),
      ),
    ['valid', 'indeterminate', 'invalid'],
  ],
  [
    'timestamp-replaced',
    'the timestamp of another signature is put in its place',
    'timestamp.imprint',
    sealed({ timestamp: () => timestampToken(timestampAuthority, Uint8Array.of(9), signedOn) }),
  ],
]);

async function withValueOf(bytes: Uint8Array, change: (children: Uint8Array[]) => Uint8Array[]): Promise<Uint8Array> {
  const old = await fileOf(bytes, paths.value);
  return edited({ [paths.value]: derSequence(...change(parts(old))) }, async () => bytes)();
}

const stamps = attacks(28, 'ofd', [
  [
    'timestamp-over-other-data',
    'a timestamp over other bytes',
    'timestamp.imprint',
    sealed({ timestamp: () => timestampToken(timestampAuthority, Uint8Array.of(1), signedOn) }),
  ],
  [
    'timestamp-untrusted',
    'a timestamp of an authority nobody trusts: it proves no time',
    '',
    sealed({
      timestamp: (stamped) =>
        timestampToken(holder('别的时间戳', 'timestamp', holder('别的根', 'root-ca')), stamped, signedOn),
    }),
    ['valid', 'indeterminate', 'invalid'],
  ],
  [
    'timestamp-too-early',
    'a timestamp from before its authority was certified: it proves no time, and whoever adds it breaks no seal',
    'timestampChain',
    sealed({ timestamp: (stamped) => timestampToken(timestampAuthority, stamped, new Date('2020-01-01T00:00:00Z')) }),
    ['valid', 'indeterminate', 'invalid'],
  ],
  [
    'timestamp-of-a-signer',
    'a token signed by a certificate that is for no timestamps',
    '',
    sealed({ timestamp: (stamped) => timestampToken(signer, stamped, signedOn) }),
    ['valid', 'indeterminate', 'invalid'],
  ],
]);

export const ofdTimes: readonly Attack[] = [...versions, ...stamps];
