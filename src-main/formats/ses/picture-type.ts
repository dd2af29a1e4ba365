import type { SealPictureType } from './seal.ts';

const MAGIC: readonly (readonly [SealPictureType, readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPG', [0xff, 0xd8]],
  ['BMP', [0x42, 0x4d]],
  ['GIF', [0x47, 0x49, 0x46]],
  ['OFD', [0x50, 0x4b, 0x03, 0x04]],
];

const DECLARED: Readonly<Record<string, SealPictureType>> = {
  PNG: 'PNG',
  JPG: 'JPG',
  JPEG: 'JPG',
  BMP: 'BMP',
  GIF: 'GIF',
  SVG: 'SVG',
  OFD: 'OFD',
};

/**
 * What the seal image really is. Tax invoices carry a whole OFD package as their seal image; the type written beside
 * an image differs in case and sometimes in truth.
 */
export function sniffPicture(data: Uint8Array): SealPictureType {
  for (const [type, magic] of MAGIC) if (magic.every((byte, i) => data[i] === byte)) return type;
  const start = String.fromCharCode(...data.subarray(0, 64)).replace(/^\u00ef\u00bb\u00bf/, '');
  return start.trimStart().startsWith('<') ? 'SVG' : 'unknown';
}

/** The type that is written in the seal, or `unknown` when it is none of the standard's. */
export const declaredPictureType = (text: string): SealPictureType => DECLARED[text.trim().toUpperCase()] ?? 'unknown';
