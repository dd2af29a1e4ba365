import { StationError } from '#shared/errors/station-error.ts';
import type { DrawReason } from '#shared/i18n/zh-cn/ofd-draw.ts';
import { readSeal, readSesSignature, isSesSignature } from '../../ses/read.ts';
import type { SealPicture } from '../../ses/seal.ts';
import type { OfdPage } from '../document-file.ts';
import type { OfdDocument, OfdPackage } from '../package.ts';
import type { StampAnnotation } from '../signature-file.ts';
import { readSignatureRecords, type SignatureRecord } from '../signature-records.ts';
import { attribute, group, placeholder, transformAttribute } from './markup.ts';
import { multiply, scaling, translation } from './matrix.ts';
import { clipToBox } from './object-clip.ts';
import { definePicture } from './picture.ts';
import type { DrawScope } from './scope.ts';

/** Draws a seal that is an OFD package itself, into the unit square; null when it cannot. */
export type DrawSealPackage = (bytes: Uint8Array) => Promise<string | null>;

/**
 * The visible stamps (印章外观) on a page, each in a group that names its signature. They say nothing of whether the
 * signature holds.
 */
export async function drawStamps(
  document: OfdDocument,
  page: OfdPage,
  scope: DrawScope,
  drawPackage: DrawSealPackage,
): Promise<string> {
  const drawn: string[] = [];
  for (const record of recordsOf(scope.pkg, document)) {
    const stamps = (record.file?.stamps ?? []).filter(({ pageId }) => pageId === page.id && page.id !== '');
    if (stamps.length === 0) continue;
    const picture = await pictureOf(record, scope, drawPackage);
    const { id } = record.listed;
    if (typeof picture !== 'object') scope.sheet.problems.add(picture, id);
    for (const stamp of stamps) {
      if (!scope.sheet.spend('objects', 1)) break;
      drawn.push(drawStamp(stamp, id, picture, scope));
    }
  }
  return drawn.join('');
}

function recordsOf(pkg: OfdPackage, document: OfdDocument): readonly SignatureRecord[] {
  try {
    return readSignatureRecords(pkg).find((signatures) => signatures.document === document)?.records ?? [];
  } catch (error) {
    // A damaged list is reported where signatures are verified.
    if (error instanceof StationError) return [];
    throw error;
  }
}

interface StampPicture {
  /** Markup that fills the unit square. */
  readonly markup: string;
  /** Whether its paper covers what lies below. */
  readonly isOpaque: boolean;
}

function drawStamp(
  stamp: StampAnnotation,
  signatureId: string,
  picture: StampPicture | DrawReason,
  scope: DrawScope,
): string {
  const { xMm, yMm, widthMm, heightMm } = stamp.boundary;
  const names = attribute('data-signature', signatureId) + attribute('data-stamp', stamp.id);
  if (typeof picture !== 'object') return group(names, placeholder(stamp.boundary, picture));
  const place = multiply(translation(xMm, yMm), scaling(widthMm, heightMm));
  // White paper of a seal image must not hide what was stamped; the seal itself is left as it is.
  const blend = picture.isOpaque ? ' style="mix-blend-mode:multiply"' : '';
  const whole = group(transformAttribute(place) + blend, picture.markup);
  const { clip } = stamp;
  if (!clip) return group(names, whole);
  // The clip counts from the corner of the stamp.
  const box = { ...clip, xMm: xMm + clip.xMm, yMm: yMm + clip.yMm };
  return group(names, clipToBox(whole, box, scope));
}

/** The picture of the seal inside the signed value; where that cannot be read, of the seal file beside it. */
async function pictureOf(
  { file, listed }: SignatureRecord,
  scope: DrawScope,
  drawPackage: DrawSealPackage,
): Promise<StampPicture | DrawReason> {
  if (!file) return 'stamp-unreadable';
  const { pkg } = scope;
  const inValue = attempt(() => {
    const value = pkg.read(file.signedValuePath);
    return isSesSignature(value) ? readSesSignature(value).seal.picture : null;
  });
  const { sealPath } = file;
  const picture = inValue ?? (sealPath === null ? null : attempt(() => readSeal(pkg.read(sealPath)).picture));
  if (!picture) return sealPath === null && listed.type === 'Sign' ? 'stamp-picture-missing' : 'stamp-unreadable';
  return markupOf(picture, scope, drawPackage);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}

async function markupOf(
  { type, data }: SealPicture,
  scope: DrawScope,
  drawPackage: DrawSealPackage,
): Promise<StampPicture | DrawReason> {
  if (type === 'OFD') {
    const markup = await drawPackage(data);
    return markup === null ? 'stamp-unreadable' : { markup, isOpaque: false };
  }
  const picture = definePicture(data, scope.sheet);
  return 'use' in picture ? { markup: picture.use, isOpaque: picture.isOpaque } : problemOf(picture.missing);
}

const problemOf = (missing: DrawReason): DrawReason =>
  missing === 'image-svg' ? 'stamp-picture-svg' : 'stamp-unreadable';
