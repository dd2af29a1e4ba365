import { derOctetString, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { digestOf } from '#main/formats/x509/digest-name.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { attribute, sampleSignedData, type SampleSignedData } from '#test/support/sample-signed-data.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { authority, holder } from './authority.ts';
import { signedByHand, type ValueOver } from './pdf-base.ts';

const { signer, sub } = authority;

/** SignedData whose attributes speak of the document; what an attack changes is put over it. */
const signedData =
  (make: (attributes: readonly Uint8Array[], covered: Uint8Array) => SampleSignedData): ValueOver =>
  (dataHash, covered) => {
    const attributes = [
      attribute(OID.contentType, derOid(OID.gmData)),
      attribute(OID.messageDigest, derOctetString(dataHash)),
      attribute(
        OID.signingCertificateV2,
        derSequence(
          derSequence(derSequence(derSequence(derOid(OID.sm3)), derOctetString(sm3(signer.certificate.der)))),
        ),
      ),
    ];
    return sampleSignedData(signer, make(attributes, covered));
  };

const cms = (
  name: string,
  description: string,
  reason: string,
  value: ValueOver,
  expected?: AttackRow[4],
): AttackRow => [name, description, reason, () => signedByHand({ entries: '', value }), expected];

const twin = holder('张三', 'signer', sub, { notAfter: new Date('2050-01-01T00:00:00Z') });

const indefinite: ValueOver = (...given) => {
  const der = signedData((attributes) => ({ attributes }))(...given);
  return Buffer.concat([Uint8Array.of(0x30, 0x80), der.subarray(4), Uint8Array.of(0, 0)]);
};

const signedDatas = attacks(9, 'pdf', [
  cms(
    'certificate-exchanged',
    'another certificate of the same key and serial number; signing-certificate-v2 tells them apart',
    'cms.signingCertificate:signing-certificate-mismatch',
    signedData((attributes) => ({ attributes, certificates: [twin.certificate.der] })),
  ),
  cms(
    'certificate-unbound',
    'the exchanged certificate where no signing-certificate-v2 tells them apart: the key is the same, and a warning is due',
    'cms',
    signedData((attributes) => ({ attributes: attributes.slice(0, 2), certificates: [twin.certificate.der] })),
    ['invalid', 'indeterminate', 'valid'],
  ),
  cms(
    'certificate-of-another',
    'only the certificate of another person',
    'cms.signerCertificate:certificate-missing',
    signedData((attributes) => ({ attributes, certificates: [authority.maker.certificate.der] })),
  ),
  cms(
    'two-signers',
    'two SignerInfos',
    'cms.signers:signer-count',
    signedData((attributes) => ({ attributes, copies: 2 })),
  ),
  cms(
    'no-signer',
    'no SignerInfo',
    'cms.signers:signer-count',
    signedData((attributes) => ({ attributes, copies: 0 })),
  ),
  cms(
    'digest-mismatch',
    'SM2 under SHA-256',
    'cms',
    signedData((attributes, covered) => ({
      attributes: [attributes[0]!, attribute(OID.messageDigest, derOctetString(digestOf('sha256', covered)))],
      digest: OID.sha256,
    })),
  ),
  cms(
    'md5',
    'digest algorithm MD5',
    'cms.digestAlgorithm:digest-algorithm-unsupported',
    signedData((attributes) => ({ attributes, digest: OID.md5 })),
  ),
  cms(
    'sha1',
    'digest algorithm SHA-1 with an SM2 key',
    'cms',
    signedData((attributes, covered) => ({
      attributes: [attributes[0]!, attribute(OID.messageDigest, derOctetString(digestOf('sha1', covered)))],
      digest: '1.3.14.3.2.26',
    })),
  ),
  cms(
    'message-digest-of-another',
    'messageDigest of other bytes',
    'cms.messageDigest:digest-mismatch',
    signedData((attributes) => ({
      attributes: [attributes[0]!, attribute(OID.messageDigest, derOctetString(sm3(Uint8Array.of(1))))],
    })),
  ),
  cms(
    'message-digest-twice',
    'messageDigest twice, the second right',
    'cms.messageDigest:attribute-malformed',
    signedData((attributes) => ({
      attributes: [attributes[0]!, attribute(OID.messageDigest, derOctetString(sm3(Uint8Array.of(1)))), attributes[1]!],
    })),
  ),
  cms(
    'message-digest-absent',
    'attributes without messageDigest',
    'cms.messageDigest:message-digest-absent',
    signedData((attributes) => ({ attributes: attributes.slice(0, 1) })),
  ),
  cms(
    'content-type-mismatch',
    'contentType of the attributes is another',
    'cms.contentType:content-type-mismatch',
    signedData((attributes) => ({ attributes, inner: OID.tstInfo })),
  ),
  cms(
    'content-of-another',
    'content is the digest of other bytes',
    'cms.content:content-mismatch',
    signedData(() => ({ content: sm3(Uint8Array.of(1)) })),
  ),
  cms('indefinite-length', 'BER of indefinite length', '', indefinite, ['invalid', 'indeterminate', 'error']),
  cms('trailing-data', 'bytes behind the SignedData', 'pdf.contents:paddingNotZero', (...given) =>
    Buffer.concat([signedData((attributes) => ({ attributes }))(...given), Uint8Array.of(1, 2, 3)]),
  ),
  cms(
    'attributes-unordered',
    'attributes that are not in the order of DER, signed as they stand',
    '',
    signedData((attributes) => ({ attributes: attributes.toReversed() })),
    ['valid', 'invalid', 'indeterminate'],
  ),
]);

export const pdfSignedData: readonly Attack[] = [...signedDatas];
