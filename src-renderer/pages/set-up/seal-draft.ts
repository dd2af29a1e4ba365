import type { PluggedToken } from '#shared/contract/set-up.ts';

/** What is typed about the first seal; the PINs and the picture's bytes are not in it. */
export interface SealDraft {
  readonly sealName: string;
  readonly category: string;
  readonly sizeMm: number;
  readonly physicalRecord: string;
  readonly custodian: string;
  readonly handler: string;
  readonly impression: string;
}

export const emptySeal: SealDraft = {
  sealName: '',
  category: '',
  sizeMm: 42,
  physicalRecord: '',
  custodian: '',
  handler: '',
  impression: 'unit-seal',
};

/** Which token: a blank one has no serial number yet. */
export const tokenName = ({ manufacturer, serial }: Pick<PluggedToken, 'manufacturer' | 'serial'>): string =>
  `${manufacturer} ${serial}`;

/** Length of a PIN as this token wants it; a token that names no limit gets the limits of the station. */
export function pinLimits(token: Pick<PluggedToken, 'minPinLength' | 'maxPinLength'>): {
  readonly min: number;
  readonly max: number;
} {
  return { min: Math.max(4, token.minPinLength), max: token.maxPinLength > 0 ? Math.min(64, token.maxPinLength) : 64 };
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** A key has little room for more. */
export const maxPngBytes = 65_536;

export interface PngFacts {
  readonly width: number;
  readonly height: number;
}

/** Width and height from the header (ISO/IEC 15948, 11.2.2), or why the file will not do. */
export function readPng(bytes: Uint8Array): PngFacts | 'pngWrong' | 'pngLarge' {
  const isPng = bytes.length >= 24 && pngSignature.every((byte, index) => bytes[index] === byte);
  if (!isPng) return 'pngWrong';
  if (bytes.length > maxPngBytes) return 'pngLarge';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Base64 without a detour over a data address. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** CSS pixels of a length on paper. */
export const trueSize = (millimetres: number): number => Math.round((millimetres * 96) / 25.4);
