import type { ByteSource } from '#main/formats/byte-source.ts';
import { prepareOfd } from '#main/formats/ofd/prepare.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import type { PreparedSignature } from '#main/formats/prepared.ts';
import { writeTbsSign } from '#main/formats/ses/write.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import type { Sm3Hash } from '#main/sm/sm3.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { RequestDraft } from '#shared/model/request.ts';

export interface StampInput {
  readonly format: DocumentFormat;
  readonly source: ByteSource;
  readonly seal: KeptSeal;
  /** Of the seal's key. */
  readonly certificate: Certificate;
  readonly draft: Pick<RequestDraft, 'placements' | 'reason'>;
  /** Goes into the document and into TBS_Sign; whole seconds, because GeneralizedTime has no more. */
  readonly signedAt: Date;
  /** Asked for only where a placement has a line of text. */
  readonly textFont: () => Uint8Array | undefined;
  /** SM3 state after the whole original, when it has just been read. */
  readonly originalHash?: Sm3Hash;
}

/** A stamp that wants nothing but its signature. The same input gives the same bytes, so a crash can be made good. */
export interface PreparedStamp {
  readonly document: PreparedSignature;
  /** DER of TBS_Sign (GB/T 38540). */
  readonly tbs: Uint8Array;
  /** 32 bytes: SM3(Z_A || tbs), what the key signs. */
  readonly e: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** @throws what the format's preparation throws; SEAL_IMAGE_UNSUPPORTED, TRUST_CERT_MALFORMED */
export async function prepareStamp(input: StampInput): Promise<PreparedStamp> {
  const { seal, signedAt } = input;
  const { picture } = seal.seal;
  if (picture.type !== 'PNG') throw new StationError('SEAL_IMAGE_UNSUPPORTED', { detail: picture.declaredType });
  const { publicKey } = input.certificate;
  if (publicKey === null) throw new StationError('TRUST_CERT_MALFORMED', { detail: '@details.notSm2' });
  const textFont = input.draft.placements.some(({ text }) => text !== undefined) ? input.textFont() : undefined;
  const placing = {
    placements: input.draft.placements,
    sealImage: { type: 'PNG', data: picture.data },
    sealDer: seal.sealDer,
    signedAt,
    signatureName: seal.name,
    reason: input.draft.reason,
    ...(textFont && { textFont }),
    ...(input.originalHash && { originalHash: input.originalHash }),
  } as const;
  const document = input.format === 'PDF' ? preparePdf(input.source, placing) : await prepareOfd(input.source, placing);
  const tbs = writeTbsSign({
    sealDer: seal.sealDer,
    time: signedAt,
    dataHash: document.dataHash,
    propertyInfo: document.propertyInfo,
  });
  return { document, tbs, e: sm2Digest(publicKey, tbs), publicKey };
}

/** Now, without the part of a second that GeneralizedTime would lose. */
export function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}
