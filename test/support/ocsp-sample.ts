import {
  derBitString,
  derExplicit,
  derGeneralizedTime,
  derOctetString,
  derOid,
  derSequence,
  derTlv,
} from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import type { KeyHolder } from './demo-authority.ts';

/** An OCSPResponse about one certificate, as its issuer would answer (RFC 6960 4.2.1). */
export function ocspAnswer(input: {
  readonly issuer: Pick<KeyHolder, 'certificate' | 'sign'>;
  readonly certificate: Certificate;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revokedAt?: Date;
  /** Who signs instead of the issuer; his certificate is carried along. */
  readonly by?: KeyHolder;
}): Uint8Array {
  const { issuer, certificate, thisUpdate, nextUpdate, revokedAt, by } = input;
  const id = derSequence(
    derSequence(derOid(OID.sm3)),
    derOctetString(sm3(certificate.issuerDer)),
    derOctetString(sm3(issuer.certificate.keyInfo.keyBytes)),
    derTlv(0x02, Buffer.from(certificate.serialHex, 'hex')),
  );
  const status = revokedAt === undefined ? derTlv(0x80) : derTlv(0xa1, derGeneralizedTime(revokedAt));
  const single = derSequence(
    id,
    status,
    derGeneralizedTime(thisUpdate),
    derExplicit(0, derGeneralizedTime(nextUpdate)),
  );
  const signer = by ?? issuer;
  const data = derSequence(
    derExplicit(1, signer.certificate.subjectDer),
    derGeneralizedTime(thisUpdate),
    derSequence(single),
  );
  const certificates = by ? [derExplicit(0, derSequence(by.certificate.der))] : [];
  const algorithm = derSequence(derOid(OID.sm2SignSm3));
  const basic = derSequence(data, algorithm, derBitString(rsToDer(signer.sign(data))), ...certificates);
  const bytes = derSequence(derOid('1.3.6.1.5.5.7.48.1.1'), derOctetString(basic));
  return derSequence(derTlv(0x0a, Uint8Array.of(0)), derExplicit(0, bytes));
}
