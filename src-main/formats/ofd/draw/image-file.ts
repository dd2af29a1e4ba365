/** What an image file is by its first bytes; the Format in a resource is not to be trusted. */
export type ImageKind = 'png' | 'jpeg' | 'gif' | 'bmp' | 'tiff' | 'jbig2' | 'unknown';

export interface ImageInfo {
  readonly kind: ImageKind;
  /** 0 when the file does not say. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Whether every pixel is opaque for certain. */
  readonly isOpaque: boolean;
}

/** Media type of the kinds that every browser draws inside an SVG image. */
export const mediaTypes: Readonly<Partial<Record<ImageKind, string>>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
};

export function readImageInfo(bytes: Uint8Array): ImageInfo {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  const u16 = (at: number, little = false) => (at + 2 <= bytes.length ? view.getUint16(at, little) : 0);
  const i32 = (at: number, little = false) => (at + 4 <= bytes.length ? view.getInt32(at, little) : 0);
  if (starts(0x89, 0x50, 0x4e, 0x47)) {
    const isOpaque = (bytes[25] === 0 || bytes[25] === 2) && !Buffer.from(bytes).subarray(0, 4096).includes('tRNS');
    return { kind: 'png', widthPx: i32(16), heightPx: i32(20), isOpaque };
  }
  if (starts(0xff, 0xd8)) return { kind: 'jpeg', ...jpegSize(bytes, u16), isOpaque: true };
  if (starts(0x47, 0x49, 0x46, 0x38))
    return { kind: 'gif', widthPx: u16(6, true), heightPx: u16(8, true), isOpaque: false };
  if (starts(0x42, 0x4d)) {
    return { kind: 'bmp', widthPx: Math.abs(i32(18, true)), heightPx: Math.abs(i32(22, true)), isOpaque: true };
  }
  const isTiff = starts(0x49, 0x49, 0x2a, 0) || starts(0x4d, 0x4d, 0, 0x2a);
  const isJbig2 = starts(0x97, 0x4a, 0x42, 0x32);
  return { kind: isTiff ? 'tiff' : isJbig2 ? 'jbig2' : 'unknown', widthPx: 0, heightPx: 0, isOpaque: false };
}

/** From the first frame header. */
function jpegSize(bytes: Uint8Array, u16: (at: number) => number): { widthPx: number; heightPx: number } {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { widthPx: u16(at + 7), heightPx: u16(at + 5) };
    at += marker === 0xff ? 1 : 2 + u16(at + 2);
  }
  return { widthPx: 0, heightPx: 0 };
}
