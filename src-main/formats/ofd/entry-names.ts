import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import type { OfdLimits } from './package-limits.ts';
import { refusal } from './refusal.ts';

export interface EntryName {
  /** Absolute path in the package such as `/Doc_0/Document.xml`; a folder ends with `/`. */
  readonly path: string;
  /** What a report must name: the archive relies on more than the standard allows. */
  readonly notes: readonly NameNote[];
}

export type NameNote = 'backslash' | 'utf8-not-declared' | 'gb18030';

const utf8Flag = 0x800;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const strictGb18030 = new TextDecoder('gb18030', { fatal: true });

/**
 * Reads the name of an entry. Windows tools write GB 18030 without saying so, and many Chinese tools write UTF-8
 * without the flag: both are read and named.
 *
 * @throws DOC_HOSTILE for names that different readers would place differently (ATK-18, ATK-30)
 */
export function readEntryName(entry: Entry, limits: OfdLimits): EntryName {
  const raw: Uint8Array = entry.fileNameRaw;
  const decoded = decode(raw, (entry.generalPurposeBitFlag & utf8Flag) !== 0);
  const notes: NameNote[] = [...decoded.notes];
  if (decoded.name.includes('\\')) notes.push('backslash');
  const name = decoded.name.replaceAll('\\', '/');
  const second = unicodePathName(entry);
  if (second !== null && second.replaceAll('\\', '/') !== name) {
    throw refusal('DOC_HOSTILE', 'zip-header-mismatch', { path: name, field: 'unicode-path' });
  }
  checkName(name, limits);
  return { path: `/${name}`, notes };
}

function decode(raw: Uint8Array, isDeclaredUtf8: boolean): { name: string; notes: NameNote[] } {
  const utf8 = tryDecode(strictUtf8, raw);
  if (isDeclaredUtf8 || raw.every((byte) => byte < 0x80)) {
    if (utf8 === null) throw refusal('DOC_BROKEN', 'zip-name-encoding');
    return { name: utf8, notes: [] };
  }
  // GB 18030 names such as 目录 happen to be UTF-8 too, but then of two-byte letters (Ŀ¼), which no office writes.
  if (utf8 !== null && /[\u0800-\u{10FFFF}]/u.test(utf8)) return { name: utf8, notes: ['utf8-not-declared'] };
  const chinese = tryDecode(strictGb18030, raw);
  if (chinese !== null) return { name: chinese, notes: ['gb18030'] };
  if (utf8 !== null) return { name: utf8, notes: ['utf8-not-declared'] };
  throw refusal('DOC_BROKEN', 'zip-name-encoding');
}

function tryDecode(decoder: TextDecoder, raw: Uint8Array): string | null {
  try {
    return decoder.decode(raw);
  } catch {
    return null;
  }
}

/** Info-ZIP Unicode path (0x7075): a second name some readers prefer, valid only while its CRC fits the first. */
function unicodePathName(entry: Entry): string | null {
  const field = entry.extraFields.find((extra) => extra.id === 0x7075);
  if (!field || field.data.length < 6 || field.data[0] !== 1) return null;
  if (field.data.readUInt32LE(1) !== crc32(entry.fileNameRaw)) return null;
  return field.data.subarray(5).toString('utf8');
}

function checkName(name: string, limits: OfdLimits): void {
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  const isUnsafe =
    name.length > limits.maxPathLength ||
    segments.length > limits.maxPathDepth ||
    /[\p{Cc}\uFFFD-\uFFFF]/u.test(name) ||
    /^[a-zA-Z]:/.test(name) ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (isUnsafe) throw refusal('DOC_HOSTILE', 'zip-name-unsafe', { path: name });
}

/**
 * Two paths with the same key are one file on some system: letter case, Unicode composition, and the trailing dots
 * and spaces that Windows drops.
 */
export function collisionKey(path: string): string {
  return path
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .split('/')
    .map((segment) => segment.replace(/[. ]+$/, '') || segment)
    .join('/');
}
