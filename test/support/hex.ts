import { Buffer } from 'node:buffer';

export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'ascii'));
