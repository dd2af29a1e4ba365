import { StationError } from '#shared/errors/station-error.ts';
import type { Placement } from '#shared/model/placement.ts';
import { shownBox } from '#shared/placing/shown-box.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';
import { createSm3, sm3, type Sm3Hash } from '#main/sm/sm3.ts';
import type { ByteSource } from '../byte-source.ts';
import { sourceChunks } from '../source-chunks.ts';
import type { PreparedSignature } from '../prepared.ts';
import { Increment } from './increment.ts';
import { pageGeometry, requireInside, toUserSpace } from './page-geometry.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { broken } from './pdf-problems.ts';
import { sealPicture } from './seal-picture.ts';
import { fillByteRange, fillContents, pdfDate, rangeText, signatureDictionary } from './signature-dictionary.ts';
import { addSignatureField, signKeptField, type PlacedForm } from './signature-field.ts';
import { keptFieldFor, signingRoom, type KeptField } from './signing-room.ts';
import { StampAppearances } from './stamp-appearance.ts';
import { textOutlines } from './text-outlines.ts';

export interface PdfStampInput {
  /** Empty for a signature that is not seen. The first becomes the signature's widget, the others stamps. */
  readonly placements: readonly Placement[];
  readonly sealImage: { readonly type: 'PNG'; readonly data: Uint8Array };
  /** DER of the electronic seal: Contents gets room for it. */
  readonly sealDer: Uint8Array;
  readonly signedAt: Date;
  /** What the signed value will be; the seal when left out. */
  readonly profile?: SignatureProfile;
  /** Name of who signs, for Name of the signature dictionary. */
  readonly signatureName?: string;
  readonly reason?: string;
  /** Font of the program whose outlines draw lines of text; needed where a placement has one. */
  readonly textFont?: Uint8Array;
  /** State after the whole original, so that it is read only once; it is cloned, never used up. */
  readonly originalHash?: Sm3Hash;
}

export interface PreparedPdf extends PreparedSignature {
  /** 32 bytes: SM3 of the document as it was before. */
  readonly originalDigest: Uint8Array;
  readonly byteRange: readonly [number, number, number, number];
  readonly fieldName: string;
}

/**
 * Place the stamps and leave the hole for the signature, as one incremental update: the bytes of the document stay
 * an exact prefix of the result. The same input gives the same bytes.
 *
 * Only a file whose cross-reference chain can be followed is signed; a `startxref` that misses its section by a
 * few bytes is the one damage accepted, because no reader can understand it in two ways.
 *
 * @throws DOC_ENCRYPTED, DOC_BROKEN, DOC_HOSTILE, DOC_TOO_LARGE, DOC_SIGNING_FORBIDDEN, DOC_LOCKED_BY_SIGNATURE,
 *   STAMP_PAGE_NOT_FOUND, STAMP_PLACEMENT_OUTSIDE_PAGE, STAMP_TEXT_NOT_DRAWABLE, SEAL_IMAGE_UNSUPPORTED
 * @see ISO 32000-1 clauses 7.5.6 and 12.8; GB/T 38540-2020
 */
export function preparePdf(source: ByteSource, input: PdfStampInput): PreparedPdf {
  const file = openSignable(source);
  const room = signingRoom(file);
  const kept = room.kind === 'kept' ? keptFieldFor(room.fields, shownBoxes(input.placements)) : undefined;
  const fieldName = room.kind === 'new' ? room.name : kept!.name;
  const increment = new Increment(file);
  const signature = increment.add(
    signatureDictionary(increment, {
      signedAt: input.signedAt,
      profile: input.profile ?? 'seal',
      sealBytes: input.sealDer.length,
      fileSize: source.size,
      name: input.signatureName,
      reason: input.reason,
    }),
  );
  const placed = placeAll(file, increment, input, kept);
  if (room.kind === 'new') addSignatureField(file, increment, fieldName, signature, placed, room.further);
  else signKeptField(increment, kept!, signature, placed[0]!.form);

  const originalHash = input.originalHash ?? hashSource(source);
  const originalDigest = originalHash.clone().digest();
  const written = increment.write(secondId(originalDigest, input, fieldName));
  const { bytes } = written;
  const hole = fillByteRange(bytes, written.positions.get(signature.objectNumber)!, source.size);
  const dataHash = originalHash.clone().update(bytes.subarray(0, hole.start)).update(bytes.subarray(hole.end)).digest();
  return {
    dataHash,
    originalDigest,
    byteRange: hole.byteRange,
    fieldName,
    propertyInfo: rangeText(hole.byteRange),
    finish: (signedValue) => ({ keepsOriginal: true, chunks: [fillContents(bytes, hole, signedValue)] }),
  };
}

/** @throws DOC_ENCRYPTED, DOC_BROKEN and others: a file that may be read and not signed */
export function openSignable(source: ByteSource): PdfFile {
  const file = openPdf(source);
  if (file.isEncrypted) throw new StationError('DOC_ENCRYPTED');
  if (file.condition === 'rebuilt') throw broken('needs-repair');
  return file;
}

const shownBoxes = (placements: readonly Placement[]) =>
  placements.map((placement) => ({ ...shownBox(placement), page: placement.page }));

function placeAll(
  file: PdfFile,
  increment: Increment,
  input: PdfStampInput,
  kept: KeptField | undefined,
): PlacedForm[] {
  if (input.placements.length === 0) return [];
  const glyphPath = input.textFont && textOutlines(input.textFont);
  const appearances = new StampAppearances(increment, sealPicture(input.sealImage.data), glyphPath);
  return input.placements.map((placement) => {
    if (placement.text && !glyphPath) throw new StationError('STAMP_TEXT_NOT_DRAWABLE', { character: '' });
    const page = file.pages.page(placement.page);
    const geometry = pageGeometry(file.objects, page);
    const shown = shownBox(placement);
    requireInside(shown, geometry, placement.page);
    return { page, rect: toUserSpace(shown, geometry), form: appearances.form(placement, geometry, kept?.place) };
  });
}

function hashSource(source: ByteSource): Sm3Hash {
  let hash = createSm3();
  for (const chunk of sourceChunks(source)) hash = hash.update(chunk);
  return hash;
}

/** The second half of ID differs for every state of a file and is no secret: it is drawn from what is added. */
function secondId(originalDigest: Uint8Array, input: PdfStampInput, fieldName: string): Uint8Array {
  const details = JSON.stringify([
    fieldName,
    pdfDate(input.signedAt),
    input.placements,
    ...(input.profile === 'compatible' ? [input.profile] : []),
  ]);
  return sm3(originalDigest, input.sealDer, Buffer.from(details)).subarray(0, 16);
}
