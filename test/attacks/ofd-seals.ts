import { derOctetString } from '#main/formats/der/der-write.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { attacks, type Attack } from './attack.ts';
import { holder, revoked } from './authority.ts';
import { edited, paths, sealDer, sealedOfd, signedAnew } from './ofd-base.ts';
import {
  maker,
  signer,
  sub,
  sealed,
  parts,
  sealOf,
  alteredSeal,
  info,
  certificate,
  algorithm,
  value,
} from './ofd-seal.ts';

const intruder = holder('李四', 'signer', sub);

const selfMade = holder('冒充制章中心', 'seal-maker');

const unlisted = holder('未备案制章者', 'seal-maker', sub);

const files = attacks(19, 'ofd', [
  [
    'other-seal-file',
    'Seal.esl is another seal than the one that signed',
    'ofd.sealFile:seal-file-differs',
    sealed({ sealFile: makeSeal(maker, signer, { name: '别的单位公章' }) }),
  ],
  [
    'seal-file-exchanged',
    'Seal.esl is exchanged after sealing',
    'ofd',
    async () => edited({ [paths.seal]: makeSeal(maker, signer, { name: '别的单位公章' }) })(),
  ],
  ['seal-file-removed', 'Seal.esl is removed after sealing', 'ofd', edited({ [paths.seal]: null })],
  [
    'seal-node-absent',
    'Signature.xml names no seal file, as many vendors have it: the seal inside the signature counts',
    '',
    signedAnew({ [paths.signature]: (text) => text.replace(/<ofd:Seal>.*?<\/ofd:Seal>/, '') }),
    ['valid', 'invalid', 'indeterminate'],
  ],
]);

const forged = attacks(20, 'ofd', [
  [
    'maker-self-signed',
    'the maker certified himself',
    'trust.maker:maker-not-listed',
    sealed({ maker: selfMade }),
    ['indeterminate', 'invalid'],
  ],
  [
    'maker-unlisted',
    'the authority of the signers certified the maker, whom no list names',
    'trust.maker:maker-not-listed',
    sealed({ maker: unlisted }),
    ['indeterminate', 'invalid'],
  ],
  [
    'maker-signature-wrong',
    'the name in the seal is changed after its maker signed',
    'ses.makerSignature:signature-mismatch',
    () => {
      const der = alteredSeal('测试单位公章', '冒充单位公章');
      return sealedOfd({ sealDer: der, sealFile: der });
    },
  ],
  [
    'maker-certificate-exchanged',
    'the seal shows the certificate of another maker',
    'ses.makerSignature:signature-mismatch',
    sealed(sealOf(info, derOctetString(unlisted.certificate.der), algorithm, value)),
  ],
  [
    'maker-is-the-signer',
    'a signer made a seal for himself',
    'trust.maker',
    sealed({ maker: signer }),
    ['indeterminate', 'invalid'],
  ],
  [
    'picture-exchanged',
    'the picture in the seal is exchanged',
    'ses.makerSignature:signature-mismatch',
    () => {
      const der = Uint8Array.from(sealDer);
      const at = Buffer.from(der).indexOf(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
      der[at + 3] = 0x48;
      return sealedOfd({ sealDer: der, sealFile: der });
    },
  ],
]);

const times = attacks(21, 'ofd', [
  [
    'not-yet-valid',
    'the seal was not valid yet when it signed',
    'ses.sealValidity:seal-not-yet-valid',
    sealed({ seal: { validFrom: new Date('2028-01-01T00:00:00Z') } }),
  ],
  [
    'expired',
    'the seal had run out when it signed',
    'ses.sealValidity:seal-expired',
    sealed({ seal: { validTo: new Date('2026-03-01T00:00:00Z') } }),
  ],
  [
    'certificate-expired',
    'the signer’s certificate had run out',
    'chain.validity',
    sealed({ signer: holder('张三', 'signer', sub, { copy: 'old', notAfter: new Date('2026-03-01T00:00:00Z') }) }),
  ],
  [
    'certificate-not-yet-valid',
    'the signer’s certificate was not valid yet',
    'chain.validity',
    sealed({ signer: holder('张三', 'signer', sub, { copy: 'new', notBefore: new Date('2028-01-01T00:00:00Z') }) }),
  ],
  [
    'signed-in-the-future',
    'the time of the signature is years ahead',
    'time',
    sealed({ time: new Date('2030-01-01T00:00:00Z') }),
  ],
  [
    'signer-not-listed',
    'somebody signs with the seal of another',
    'ses.signerInSeal:signer-not-in-list',
    sealed({ signer: intruder, listed: signer }),
  ],
  [
    'signer-added',
    'the signer puts himself into the list of the seal',
    'ses.makerSignature:signature-mismatch',
    () => {
      const own = parts(makeSeal(intruder, intruder))[0]!;
      return sealedOfd({ signer: intruder, ...sealOf(own, certificate, algorithm, value) });
    },
  ],
  [
    'digest-of-another',
    'a list of digests that names another certificate',
    'ses.signerInSeal:signer-not-in-list',
    sealed({
      seal: { certList: { kind: 'digests', digests: [{ type: 'SM3', value: sm3(intruder.certificate.der) }] } },
    }),
  ],
  [
    'list-empty',
    'a list without certificates',
    'ses.signerInSeal',
    sealed({ seal: { certList: { kind: 'digests', digests: [] } } }),
  ],
  [
    'signer-untrusted',
    'the signer’s certificate comes from an authority nobody trusts',
    'chain.root',
    sealed({ signer: holder('张三', 'signer', holder('别的根', 'root-ca')) }),
    ['indeterminate', 'invalid'],
  ],
  [
    'revoked-before',
    'the list of the trust folder took the signer’s certificate back a week before he signed',
    'chain.revocation:certificate-revoked',
    sealed({ signer: revoked.before }),
  ],
  [
    'revoked-afterwards',
    'the list took the signer’s certificate back six hours after the time he claims, which nothing proves',
    'chain.revocation:revoked-later-time-unproven',
    sealed({ signer: revoked.afterwards }),
    ['indeterminate', 'invalid'],
  ],
]);

export const ofdSeals: readonly Attack[] = [...files, ...forged, ...times];
