/**
 * Bytes as text at the edge of the program. Written out here because this room may use neither Node's Buffer nor the
 * browser's functions. Both readers refuse every spelling but the canonical one, so text that is compared or signed
 * has one form only.
 */

const hexDigits = '0123456789abcdef';
const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Lower case, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexDigits[byte >> 4]! + hexDigits[byte & 15]!;
  return text;
}

/** @returns null for anything but pairs of lower-case hexadecimal digits */
export function fromHex(text: string): Uint8Array | null {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

/** Standard alphabet with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += base64Digits[group >> 18]! + base64Digits[(group >> 12) & 63]!;
    text += at + 1 < bytes.length ? base64Digits[(group >> 6) & 63]! : '=';
    text += at + 2 < bytes.length ? base64Digits[group & 63]! : '=';
  }
  return text;
}

/** @returns null for anything `toBase64` would not have written */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    const group = [0, 1, 2, 3].reduce((sum, place) => (sum << 6) | Math.max(0, digit(text, at + place)), 0);
    for (let place = 0; place < 3 && to + place < bytes.length; place += 1) {
      bytes[to + place] = (group >> (16 - 8 * place)) & 0xff;
    }
  }
  return toBase64(bytes) === text ? bytes : null;
}

function digit(text: string, at: number): number {
  return base64Digits.indexOf(text[at]!);
}
