import type { ByteSource } from '#main/formats/byte-source.ts';
import { writeSignedAttributes, writeSignedData } from '#main/formats/cms/write.ts';
import { prepareOfd } from '#main/formats/ofd/prepare.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import type { PreparedSignature } from '#main/formats/prepared.ts';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import type { Sm3Hash } from '#main/sm/sm3.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';

export interface StampInput {
  readonly format: DocumentFormat;
  readonly source: ByteSource;
  readonly seal: KeptSeal;
  /** Of the seal's key. */
  readonly certificate: Certificate;
  readonly draft: Pick<RequestDraft, 'placements' | 'reason' | 'signatureProfile'>;
  /** Goes into the document and into what is signed; whole seconds, because GeneralizedTime has no more. */
  readonly signedAt: Date;
  /** Asked for only where a placement has a line of text. */
  readonly textFont: () => Uint8Array | undefined;
  /** SM3 state after the whole original, when it has just been read. */
  readonly originalHash?: Sm3Hash;
}

/** A stamp that wants nothing but its signature. The same input gives the same bytes, so a crash can be made good. */
export interface PreparedStamp {
  readonly document: PreparedSignature;
  /** DER: TBS_Sign (GB/T 38540), or the signed attributes of the compatible profile. */
  readonly toBeSigned: Uint8Array;
  /** 32 bytes: SM3(Z_A || toBeSigned), what the key signs. */
  readonly e: Uint8Array;
  readonly publicKey: Uint8Array;
  /** @returns DER of the signed value the document takes: SES_Signature or SignedData */
  assemble(signatureDer: Uint8Array, timestamp: Uint8Array | null): Uint8Array;
}

/**
 * @throws what the format's preparation throws; SEAL_VERSION_UNSUPPORTED, SEAL_IMAGE_UNSUPPORTED,
 *   TRUST_CERT_MALFORMED, STAMP_PROFILE_UNSUPPORTED
 */
export async function prepareStamp(input: StampInput): Promise<PreparedStamp> {
  const { seal, signedAt } = input;
  const { picture, layout, version } = seal.seal;
  // The signature would say version 4 around a seal of another version, which every verifier refuses.
  if (layout !== 'V4' || version !== 4) throw new StationError('SEAL_VERSION_UNSUPPORTED', { version });
  if (picture.type !== 'PNG') throw new StationError('SEAL_IMAGE_UNSUPPORTED', { detail: picture.declaredType });
  const { publicKey } = input.certificate;
  if (publicKey === null) throw new StationError('TRUST_CERT_MALFORMED', { detail: '@details.notSm2' });
  const textFont = input.draft.placements.some(({ text }) => text !== undefined) ? input.textFont() : undefined;
  const profile = signatureProfileOf(input.draft);
  if (profile === 'compatible' && input.format !== 'PDF') {
    throw new StationError('STAMP_PROFILE_UNSUPPORTED', { format: input.format });
  }
  const placing = {
    placements: input.draft.placements,
    sealImage: { type: 'PNG', data: picture.data },
    sealDer: seal.sealDer,
    signedAt,
    profile,
    signatureName: seal.name,
    reason: input.draft.reason,
    ...(textFont && { textFont }),
    ...(input.originalHash && { originalHash: input.originalHash }),
  } as const;
  const document = input.format === 'PDF' ? preparePdf(input.source, placing) : await prepareOfd(input.source, placing);
  const form = profile === 'seal' ? sealForm(input, document) : compatibleForm(input, document);
  return { document, ...form, e: sm2Digest(publicKey, form.toBeSigned), publicKey };
}

type SignedForm = Pick<PreparedStamp, 'toBeSigned' | 'assemble'>;

/** GB/T 38540: the seal and the digest of the document together. */
function sealForm({ seal, signedAt }: StampInput, document: PreparedSignature): SignedForm {
  const { certificate, sealDer } = seal;
  const { dataHash, propertyInfo } = document;
  const tbs = writeTbsSign({ sealDer, time: signedAt, dataHash, propertyInfo });
  return {
    toBeSigned: tbs,
    assemble: (signatureDer, timestamp) =>
      writeSesSignature({ tbs, certificate, signatureDer, ...(timestamp && { timestamp }) }),
  };
}

/** GM/T 0010 and CMS: signed attributes with the digest of the document. */
function compatibleForm({ seal, signedAt }: StampInput, document: PreparedSignature): SignedForm {
  const { certificate } = seal;
  const attributes = writeSignedAttributes({ messageDigest: document.dataHash, signingTime: signedAt, certificate });
  return {
    toBeSigned: attributes,
    assemble: (signatureDer, timestamp) =>
      writeSignedData({ attributes, certificate, signatureDer, ...(timestamp && { timestamp }) }),
  };
}

/** Now, without the part of a second that GeneralizedTime would lose. */
export function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}
