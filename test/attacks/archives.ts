import { deflateRawSync } from 'node:zlib';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { ambiguousArchives, bombs, type HostileArchive } from '#test/support/hostile-archives.ts';
import { pageXml, textObject } from '#test/support/ofd-maker.ts';
import { rawZip, type RawZipEntry, type RawZipFrame } from '#test/support/raw-zip.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { archiveOf } from './many-entries.ts';
import { sealedOfd } from './ofd-base.ts';

// One sealed document, packed so that readers disagree about its page; and archives that are meant to exhaust them.

const pagePath = 'Doc_0/Pages/Page_0/Content.xml';
const evil = pageXml(textObject('EVIL'));
const refused: AttackRow[4] = ['error', 'invalid'];

async function entriesOf(): Promise<RawZipEntry[]> {
  const pkg = await openOfd(memorySource(await sealedOfd()));
  return [...pkg.files.keys()].map((path) => ({ name: path.slice(1), content: pkg.read(path) }));
}
const packed =
  (
    change: (entries: RawZipEntry[]) => readonly RawZipEntry[],
    frame: (entries: RawZipEntry[]) => RawZipFrame = () => ({}),
  ) =>
  async () => {
    const entries = await entriesOf();
    return rawZip(change(entries), frame(entries));
  };
const plus = (...added: RawZipEntry[]) => packed((entries) => [...entries, ...added]);
const onPage = (changes: Partial<RawZipEntry>) =>
  packed((entries) => entries.map((entry) => (entry.name === pagePath ? Object.assign({}, entry, changes) : entry)));

const table = attacks(30, 'ofd', [
  ['duplicate-name', 'row 1: the page twice', 'DOC_HOSTILE', plus({ name: pagePath, content: evil }), refused],
  [
    'hidden-local-entry',
    'row 2: a local entry that the directory does not list',
    'DOC_HOSTILE',
    packed((entries) => [{ name: pagePath, content: evil, isHidden: true }, ...entries]),
    refused,
  ],
  [
    'local-name-differs',
    'row 3: the local name is another than the central one',
    'DOC_HOSTILE',
    onPage({ local: { name: Buffer.from(pagePath.replace('Page_0', 'Page_9')) } }),
    refused,
  ],
  [
    'dot-in-path',
    'row 4: the page again under ./',
    'DOC_HOSTILE',
    plus({ name: `./${pagePath}`, content: evil }),
    refused,
  ],
  [
    'back-slash',
    'row 5: the page again with back-slashes',
    'DOC_HOSTILE',
    plus({ name: pagePath.replaceAll('/', '\\'), content: evil }),
    refused,
  ],
  [
    'leading-slash',
    'row 6: the page again with a leading slash',
    'DOC_HOSTILE',
    plus({ name: `/${pagePath}`, content: evil }),
    refused,
  ],
  [
    'letter-case',
    'row 7: the page again in other letter case',
    'DOC_HOSTILE',
    plus({ name: pagePath.toLowerCase(), content: evil }),
    refused,
  ],
  [
    'second-archive',
    'row 8: a whole second archive behind the first',
    'DOC_HOSTILE',
    packed(
      (entries) => entries,
      (entries) => ({
        suffix: rawZip(entries.map((entry) => (entry.name === pagePath ? { ...entry, content: evil } : entry))),
      }),
    ),
    refused,
  ],
  [
    'bytes-in-front',
    'row 9: bytes of a vendor in front, as one vendor writes them: the report must name them',
    '',
    packed(
      (entries) => entries,
      () => ({ prefix: Buffer.from('vendor bytes') }),
    ),
    ['valid', 'invalid', 'indeterminate', 'error'],
  ],
]);

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace('`./`', 'one-dot')
    .replace('`..`', 'two-dots')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
const given = ({ title, bytes, code }: HostileArchive): AttackRow => [
  `x-${slug(title)}`,
  title,
  code,
  () => bytes,
  ['error'],
];

const zipped = deflateRawSync(Buffer.alloc(64 << 20));
const nestedBombs = () =>
  rawZip([{ name: 'OFD.xml', content: rawZip([{ name: 'inner.zip', content: Buffer.alloc(64 << 20) }]) }]);

const exhausting = attacks(31, 'ofd', [
  [
    'ratio',
    'sixty copies of 64 MiB of zeros, 4 MB packed',
    '',
    packed((entries) => [
      ...entries,
      ...Array.from({ length: 60 }, (_, index): RawZipEntry => ({
        name: `bomb/${index}`,
        content: '',
        data: zipped,
        both: { inflated: 64 << 20 },
      })),
    ]),
    refused,
  ],
  ['nested', 'an archive inside an archive inside the place of OFD.xml', 'DOC', nestedBombs, refused],
  ['many-entries', '100,001 entries, one more than may be here', 'DOC_TOO_LARGE', () => archiveOf(100_001), refused],
  ['million-entries', 'a million entries, honestly listed', 'DOC_TOO_LARGE', () => archiveOf(1_000_000), refused],
  [
    'million-entries-hidden',
    'a million entries, of which the end of the archive admits six',
    'DOC_HOSTILE',
    () => archiveOf(1_000_000, 6),
    refused,
  ],
  [
    'symbolic-link',
    'the page is a symbolic link',
    'DOC_HOSTILE',
    onPage({ central: { attributes: 0xa1ff_0000 } }),
    refused,
  ],
  [
    'encrypted-entry',
    'the page is encrypted by the archiver',
    'DOC_HOSTILE',
    onPage({ both: { flags: 0x801 } }),
    refused,
  ],
  ['size-lie-small', 'the page says it has one byte', '', onPage({ both: { inflated: 1 } }), refused],
  ['size-lie-large', 'the page says it has a gigabyte', 'DOC', onPage({ both: { inflated: 1 << 30 } }), refused],
  [
    'zip64-lie',
    'sizes that a ZIP64 field says, which is not there',
    'DOC',
    onPage({ both: { compressed: 0xffff_ffff, inflated: 0xffff_ffff } }),
    refused,
  ],
]);

export const archiveAttacks: readonly Attack[] = [
  ...table,
  ...attacks(30, 'ofd', ambiguousArchives.map(given)),
  ...exhausting,
  ...attacks(31, 'ofd', bombs.map(given)),
];
