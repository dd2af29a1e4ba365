import { crc32, deflateRawSync } from 'node:zlib';
import { ofdFiles } from './ofd-maker.ts';
import { rawZip, type RawZipEntry, type RawZipFrame } from './raw-zip.ts';

/** An archive that some readers and others would read differently, or that is meant to exhaust a reader. */
export interface HostileArchive {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly code: 'DOC_HOSTILE' | 'DOC_BROKEN' | 'DOC_TOO_LARGE';
  readonly reason: string;
}

const page = 'Doc_0/Pages/Page_0/Content.xml';
const evil = '<evil/>';
const honest: RawZipEntry[] = Object.entries(ofdFiles()).map(([name, content]) => ({ name, content }));

function withPage(changes: Partial<RawZipEntry>): RawZipEntry[] {
  return honest.map((entry) => (entry.name === page ? Object.assign({}, entry, changes) : entry));
}

function plus(...added: RawZipEntry[]): RawZipEntry[] {
  return [...honest, ...added];
}

function hostile(title: string, reason: string, entries: RawZipEntry[], frame: RawZipFrame = {}): HostileArchive {
  return { title, bytes: rawZip(entries, frame), code: 'DOC_HOSTILE', reason };
}

function broken(title: string, reason: string, entries: RawZipEntry[], frame: RawZipFrame = {}): HostileArchive {
  return { title, bytes: rawZip(entries, frame), code: 'DOC_BROKEN', reason };
}

const latin = (mark: string) => Buffer.from(mark, 'latin1');

/** ATK-30: rows of the table of readers, and what differs between directory and local header. */
export const ambiguousArchives: readonly HostileArchive[] = [
  hostile('two entries of one name', 'zip-duplicate-name', plus({ name: page, content: evil })),
  hostile('names that differ in case', 'zip-duplicate-name', plus({ name: page.toLowerCase(), content: evil })),
  hostile('names that differ in a trailing dot', 'zip-duplicate-name', plus({ name: `${page}.`, content: evil })),
  hostile(
    'names that differ in Unicode composition',
    'zip-duplicate-name',
    plus({ name: 'Doc_0/\u00e9.xml', content: 'a' }, { name: 'Doc_0/e\u0301.xml', content: 'b' }),
  ),
  hostile(
    'a back-slash copy of a name',
    'zip-duplicate-name',
    plus({ name: page.replaceAll('/', '\\'), content: evil }),
  ),
  hostile('a file that is also a folder', 'zip-file-and-folder', plus({ name: 'Doc_0', content: evil })),
  hostile('a local entry that the directory does not list', 'zip-unlisted-bytes', [
    ...honest.slice(0, 2),
    { name: page, content: evil, isHidden: true },
    ...honest.slice(2),
  ]),
  hostile('bytes between entries', 'zip-unlisted-bytes', withPage({ gap: Buffer.from('hidden') })),
  hostile(
    'a local name other than the central one',
    'zip-header-mismatch',
    withPage({ local: { name: Buffer.from(page.replace('Page_0', 'Page_9')) } }),
  ),
  hostile('a local method other than the central one', 'zip-header-mismatch', withPage({ local: { method: 0 } })),
  hostile('a local checksum other than the central one', 'zip-header-mismatch', withPage({ local: { crc: 1 } })),
  hostile('a local size other than the central one', 'zip-header-mismatch', withPage({ local: { inflated: 1 } })),
  hostile('flags that differ between the two headers', 'zip-header-mismatch', withPage({ local: { flags: 0x801 } })),
  hostile(
    'a second name in a Unicode path field',
    'zip-header-mismatch',
    withPage({ both: { extra: unicodePathField('Doc_0/other.xml') } }),
  ),
  hostile('`./` in a path', 'zip-name-unsafe', plus({ name: './OFD.xml', content: evil })),
  hostile('`..` in a path', 'zip-name-unsafe', plus({ name: 'Doc_0/../../x', content: evil })),
  hostile('a leading slash', 'zip-name-unsafe', plus({ name: '/OFD.xml', content: evil })),
  hostile('a drive letter', 'zip-name-unsafe', plus({ name: 'C:/OFD.xml', content: evil })),
  hostile('an empty path segment', 'zip-name-unsafe', plus({ name: 'Doc_0//x', content: evil })),
  hostile('a control character in a name', 'zip-name-unsafe', plus({ name: 'Doc_0/a\u0000.xml', content: evil })),
  hostile('a whole archive in front', 'zip-second-archive', honest, { prefix: rawZip(honest) }),
  hostile('an archive in the comment', 'zip-second-archive', honest, { comment: latin('PK\u0003\u0004') }),
  hostile('archive records behind the end', 'zip-second-archive', honest, { suffix: latin('xPK\u0001\u0002') }),
  hostile('a symbolic link', 'zip-special-entry', withPage({ central: { attributes: 0xa1ff_0000 } })),
  hostile('a folder with content', 'zip-folder-content', plus({ name: 'Doc_0/Res/', content: 'x' })),
  hostile('an entry encrypted by the archiver', 'zip-encrypted-entry', withPage({ both: { flags: 0x801 } })),
  hostile('more entries than the end record states', 'zip-entry-count', honest, { count: 2 }),
  hostile('a descriptor that contradicts the directory', 'zip-unlisted-bytes', deferred(Buffer.alloc(16, 7))),
  broken('fewer entries than the end record states', 'zip-directory-place', honest, { count: 9 }),
  broken('a method outside the standard', 'zip-method', withPage({ both: { method: 12 } })),
  broken(
    'a name that is not the UTF-8 it claims',
    'zip-name-encoding',
    plus({ name: latin('\u00ff\u00fe'), content: '' }),
  ),
  broken('a directory that is not where it should be', 'zip-directory-place', honest, { directoryOffset: 0xfffffff0 }),
];

/** ATK-31: archives that lie about sizes. */
export const bombs: readonly HostileArchive[] = [
  hostile(
    'entries that overlap',
    'zip-overlap',
    withMain({ isStored: true, both: { compressed: 600, inflated: 600 } }),
  ),
  hostile('more content than stated', 'zip-size', withMain({ data: deflateRawSync(Buffer.alloc(4_000_000)) })),
  hostile('less content than stated', 'zip-size', withMain({ both: { inflated: 9999 } })),
  hostile('bytes behind the compressed data', 'zip-unlisted-bytes', withMain(paddedMain())),
  hostile('a stored entry of two sizes', 'zip-size', withPage({ isStored: true, both: { inflated: 1 } })),
  hostile('a ratio no document has', 'zip-ratio', plus({ name: 'bomb', content: '', both: { inflated: 0x3000_0000 } })),
  hostile('sizes in a ZIP64 field that differ', 'zip-header-mismatch', withPage({ local: zip64Lie() })),
  broken('a checksum that does not fit', 'zip-crc', withMain({ both: { crc: 7 } })),
  broken('compressed data that is not deflate', 'zip-data', withMain({ data: Buffer.alloc(64, 0xff) })),
];

function withMain(changes: Partial<RawZipEntry>): RawZipEntry[] {
  return honest.map((entry) => (entry.name === 'OFD.xml' ? Object.assign({}, entry, changes) : entry));
}

function paddedMain(): Partial<RawZipEntry> {
  const content = honest[0]?.content ?? '';
  return { data: Buffer.concat([deflateRawSync(content), Buffer.from('hidden')]) };
}

/** The page with its sizes in a data descriptor. */
function deferred(descriptor: Uint8Array): RawZipEntry[] {
  const local = { crc: 0, compressed: 0, inflated: 0 };
  return withPage({ both: { flags: 0x808 }, local, descriptor });
}

/** An honest archive whose sizes stand in a descriptor, as stream writers leave them. */
export function deferredArchive(isSigned: boolean): Uint8Array {
  const content = Buffer.from(honest.find(({ name }) => name === page)?.content ?? '');
  const values = Buffer.alloc(12);
  values.writeUInt32LE(crc32(content), 0);
  values.writeUInt32LE(deflateRawSync(content).length, 4);
  values.writeUInt32LE(content.length, 8);
  return rawZip(deferred(isSigned ? Buffer.concat([latin('PK\u0007\b'), values]) : values));
}

function zip64Lie() {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(9n, 4);
  extra.writeBigUInt64LE(9n, 12);
  return { compressed: 0xffffffff, inflated: 0xffffffff, extra };
}

function unicodePathField(path: string): Uint8Array {
  const head = Buffer.alloc(9);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(5 + Buffer.byteLength(path), 2);
  head[4] = 1;
  head.writeUInt32LE(crc32(page), 5);
  return Buffer.concat([head, Buffer.from(path)]);
}
