import { memorySource } from '#main/formats/byte-source.ts';
import { prepareOfd } from '#main/formats/ofd/prepare.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import type { SesLayout } from '#main/formats/ses/seal.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { authority, holder, signedOn, timestampAuthority } from '#test/attacks/authority.ts';
import { editOfd } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { bytesOf, pdfDocument, textOf } from '#test/support/pdf-documents.ts';
import { sealImage } from '#test/support/pdf-stamping.ts';
import { timestampToken } from '#test/support/verification-fixture.ts';
import { sealWriters, type SealOrder } from './seal-layouts.ts';

/** A file sealed in one of the three layouts, with what must be said of it. */
export interface SealVersionFixture {
  readonly name: string;
  readonly layout: SesLayout;
  readonly format: 'ofd' | 'pdf';
  readonly description: string;
  readonly expected: Verdict;
  /** `check:reason` of what decides; empty for good files. */
  readonly reason: string;
  /** What ofdrw says, which knows versions 1 and 4 in OFD, and asks neither who made the seal nor whom it lists. */
  readonly ofdrw?: 'VALID' | 'FAIL';
  readonly make: () => Promise<Uint8Array>;
}

interface Changes extends Partial<SealOrder> {
  readonly time?: Date;
  /** Layout of the signature where it is not that of the seal. */
  readonly signature?: SesLayout;
  /** The seal itself, when it was made before. */
  readonly sealDer?: Uint8Array;
}

const { maker, signer, sub } = authority;
const intruder = holder('李四', 'signer', sub);
export const sealOf = (layout: SesLayout, changes: Changes = {}): Uint8Array =>
  changes.sealDer ?? sealWriters[layout].seal({ maker, signer, ...changes });

/** Sealed by the two writers of `seal-layouts.ts` alone; the place and the hole are the program's. */
async function sealed(layout: SesLayout, format: 'ofd' | 'pdf', changes: Changes = {}): Promise<Uint8Array> {
  const bytes = format === 'pdf' ? pdfDocument() : makeOfd();
  const sealDer = sealOf(layout, changes);
  const { time = signedOn } = changes;
  const input = {
    placements: [{ page: 1, xMm: 100, yMm: 60, widthMm: 42, heightMm: 42 }],
    sealImage: { type: 'PNG', data: sealImage() },
    sealDer,
    signedAt: time,
  } as const;
  const source = memorySource(bytes);
  const prepared = format === 'pdf' ? preparePdf(source, input) : await prepareOfd(source, input);
  const { dataHash, propertyInfo } = prepared;
  const writer = sealWriters[changes.signature ?? layout];
  const { keepsOriginal, chunks } = prepared.finish(
    writer.signature({ sealDer, signer: changes.signer ?? signer, time, dataHash, propertyInfo }),
  );
  return new Uint8Array(Buffer.concat([...(keepsOriginal ? [bytes] : []), ...chunks]));
}

/** One character of a value inside the seal exchanged after its maker signed; lengths stay. */
export function alteredSeal(layout: SesLayout): Uint8Array {
  const bytes = Buffer.from(sealOf(layout));
  bytes.write('别', bytes.indexOf('测'));
  return new Uint8Array(bytes);
}

const laterPage = async (layout: SesLayout): Promise<Uint8Array> =>
  editOfd(await sealed(layout, 'ofd'), {
    '/Doc_0/Pages/Page_0/Content.xml': (text) => text.replace('第 1 页', '第 9 页'),
  });
const laterByte = async (layout: SesLayout): Promise<Uint8Array> =>
  bytesOf(textOf(await sealed(layout, 'pdf')).replace('/MediaBox [0 0 595', '/MediaBox [0 0 596'));

const token = (at: string) => (stamped: Uint8Array) => timestampToken(timestampAuthority, stamped, new Date(at));
const good = '2026-02-01T00:01:00Z';

type Row = readonly [name: string, description: string, make: () => Promise<Uint8Array>, reason?: string];

const rows = (layout: SesLayout, format: 'ofd' | 'pdf', list: readonly Row[]): readonly SealVersionFixture[] =>
  list.map(([name, description, make, reason = '']) => ({
    name: `${layout.toLowerCase()}-${name}`,
    layout,
    format,
    description,
    expected: reason === '' ? 'valid' : 'invalid',
    reason,
    ...(format === 'ofd' && layout !== 'V5' && { ofdrw: /^(ofd|ses\.versions)/.test(reason) ? 'FAIL' : 'VALID' }),
    make,
  }));

const inEveryLayout = (layout: SesLayout): readonly SealVersionFixture[] => [
  ...rows(layout, 'ofd', [
    ['sealed', 'a sealed OFD', () => sealed(layout, 'ofd')],
    ['page-altered', 'a page changed after sealing', () => laterPage(layout), 'ofd.references'],
    [
      'seal-altered',
      'the name in the seal changed after its maker signed',
      () => sealed(layout, 'ofd', { sealDer: alteredSeal(layout) }),
      'ses.makerSignature:signature-mismatch',
    ],
    [
      'other-signer',
      'signed by somebody whom the seal does not list',
      () => sealed(layout, 'ofd', { signer: intruder, sealDer: sealOf(layout) }),
      'ses.signerInSeal:signer-not-in-list',
    ],
  ]),
  ...rows(layout, 'pdf', [
    ['sealed', 'a sealed PDF', () => sealed(layout, 'pdf')],
    ['byte-altered', 'a page made wider after sealing', () => laterByte(layout), 'ses.dataHash:content-changed'],
  ]),
];

const ofTheirOwn: readonly SealVersionFixture[] = [
  ...rows('V1', 'ofd', [
    [
      'v4-seal-inside',
      'a V1 signature around a V4 seal',
      () => sealed('V4', 'ofd', { signature: 'V1' }),
      'ses.versions:version-mismatch',
    ],
  ]),
  ...rows('V4', 'ofd', [
    ['digest-list', 'a seal that lists digests', () => sealed('V4', 'ofd', { listsDigest: true })],
  ]),
  ...rows('V5', 'ofd', [
    ['timestamped', 'a seal with its timestamp', () => sealed('V5', 'ofd', { timestamp: token(good) })],
    [
      'timestamp-of-another-seal',
      'the timestamp is that of another seal',
      () => sealed('V5', 'ofd', { timestamp: () => token(good)(Uint8Array.of(1)) }),
      'ses.sealTimestamp:imprint-mismatch',
    ],
    [
      'timestamp-before-creation',
      'the timestamp is older than the seal says it is',
      () => sealed('V5', 'ofd', { timestamp: token('2026-01-31T00:00:00Z') }),
      'ses.sealTimestamp:seal-timestamp-before-creation',
    ],
    [
      'signed-before-seal',
      'signed, as the signer says, before the timestamp of the seal in it',
      () => sealed('V5', 'ofd', { timestamp: token('2026-06-02T00:00:00Z') }),
      'ses.sealTimestamp:signed-before-seal',
    ],
    [
      'v4-signature',
      'a V4 signature around a V5 seal',
      () => sealed('V5', 'ofd', { signature: 'V4' }),
      'ses.versions:version-mismatch',
    ],
  ]),
];

/** All of them, in the order of the versions. */
export const sealVersionFixtures: readonly SealVersionFixture[] = [
  ...(['V1', 'V4', 'V5'] as const).flatMap(inEveryLayout),
  ...ofTheirOwn,
].toSorted((a, b) => a.layout.localeCompare(b.layout));
