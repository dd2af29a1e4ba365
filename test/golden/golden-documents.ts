import { pageSizes } from '#main/documents/page-sizes.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { prepareOfd } from '#main/formats/ofd/prepare.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { Placement } from '#shared/model/placement.ts';
import { authority, signedOn } from '#test/attacks/authority.ts';
import { ofdFiles, packOfd, pageXml } from '#test/support/ofd-maker.ts';
import { pdfDocument, type PageShape } from '#test/support/pdf-documents.ts';
import { sealImage } from '#test/support/pdf-stamping.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { sesSignature } from '#test/support/verification-fixture.ts';

export interface GoldenPage {
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly name: string;
  /** Of PDF; 1 elsewhere. */
  readonly userUnit: number;
  /** Where the page begins in its own coordinates, from its upper left corner; of OFD, 0 elsewhere. */
  readonly originMm: readonly [number, number];
}

/** A document with one seal on every page: as it was, and stamped. */
export interface GoldenDocument {
  readonly name: string;
  readonly format: DocumentFormat;
  readonly pages: readonly GoldenPage[];
  readonly placements: readonly Placement[];
  readonly original: Uint8Array;
  readonly stamped: Uint8Array;
}

const sideMm = 30;
export const picture = sealImage();

/** Sizes in points: A4, Letter across, A5, 16K, a receipt, A4 across. */
const sizes = [
  [595, 842],
  [792, 612],
  [420, 595],
  [524, 737],
  [227, 500],
  [842, 595],
] as const;

interface Shape {
  readonly name: string;
  readonly page: PageShape;
}

/** Every Rotate with and without a CropBox away from the origin, with UserUnit 1 and 2, over the sizes in turn. */
function shapes(): readonly Shape[] {
  const all: Shape[] = [];
  for (const userUnit of [1, 2]) {
    for (const isCropped of [false, true]) {
      for (const rotate of [0, 90, 180, 270]) {
        const [width, height] = sizes[all.length % sizes.length]!.map((side) => Math.round(side / userUnit)) as [
          number,
          number,
        ];
        const crop = [30, 50, 30 + width, 50 + height];
        const [x, y] = isCropped ? [30, 50] : [0, 0];
        // The lower left corner of what is shown has a grey block, its sides a line: turn and cut show.
        const content =
          `0.6 g ${x + 8} ${y + 8} 40 20 re f 0.3 G 2 w ${x + 4} ${y + 4} ${width - 8} ${height - 8} re S ` +
          `BT 0 g /F1 14 Tf ${x + 20} ${y + height - 30} Td (R${rotate} U${userUnit}${isCropped ? ' C' : ''}) Tj ET`;
        all.push({
          name: `rotate ${rotate}, ${isCropped ? 'CropBox' : 'no CropBox'}, UserUnit ${userUnit}, ${width}x${height}`,
          page: {
            mediaBox: isCropped ? [-20, -10, width + 90, height + 120] : [0, 0, width, height],
            ...(isCropped && { cropBox: crop }),
            rotate,
            ...(userUnit !== 1 && { userUnit }),
            content,
          },
        });
      }
    }
  }
  return all;
}

/** Boxes of OFD pages in millimetres, from where they begin; the first is the document's own. */
const boxes: readonly { readonly physical: string; readonly inside?: string }[] = [
  { physical: '0 0 210 297' },
  { physical: '0 0 297 210' },
  { physical: '10 20 148 210' },
  { physical: '-15 -8 210 297' },
  { physical: '0 0 80 176' },
  { physical: '5 0 297 210' },
  // What a page is meant to show, and where its text runs, are smaller and begin elsewhere: the sheet stays the measure.
  { physical: '0 0 210 297', inside: '<ofd:ContentBox>25 37 156 225</ofd:ContentBox>' },
  {
    physical: '6 9 210 297',
    inside: '<ofd:ApplicationBox>16 24 195 270</ofd:ApplicationBox><ofd:ContentBox>25 37 156 225</ofd:ContentBox>',
  },
];

const ofdPath = (id: number, boundary: string, data: string, more: string, fill = ''): string =>
  `<ofd:PathObject ID="${id}" Boundary="${boundary}" ${more}>${fill}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;

function boxedOfd(): Uint8Array {
  const files = ofdFiles({ pages: boxes.length, physicalBox: boxes[0]!.physical });
  for (const [index, { physical, inside = '' }] of boxes.entries()) {
    const [x = 0, y = 0, width = 0, height = 0] = physical.split(' ').map(Number);
    const frame = `M 1 1 L ${width - 1} 1 L ${width - 1} ${height - 1} L 1 ${height - 1} L 1 1 C`;
    files[`Doc_0/Pages/Page_${index}/Content.xml`] = pageXml(
      ofdPath(11, `${x} ${y} ${width} ${height}`, frame, 'LineWidth="0.7"') +
        ofdPath(
          12,
          `${x + 3} ${y + height - 10} 14 7`,
          'M 0 0 L 14 0 L 14 7 L 0 7 C',
          'Fill="true" Stroke="false"',
          '<ofd:FillColor Value="150 150 150"/>',
        ),
      `<ofd:Area><ofd:PhysicalBox>${physical}</ofd:PhysicalBox>${inside}</ofd:Area>`,
    );
  }
  return packOfd(files);
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Another place on every page, wholly on it. */
function placeOn({ number, widthMm, heightMm }: { number: number; widthMm: number; heightMm: number }): Placement {
  const [across, down] = [((number * 37) % 100) / 100, ((number * 61) % 100) / 100];
  return {
    page: number,
    xMm: tenth(4 + across * (widthMm - sideMm - 8)),
    yMm: tenth(4 + down * (heightMm - sideMm - 8)),
    widthMm: sideMm,
    heightMm: sideMm,
  };
}

async function golden(
  name: string,
  format: DocumentFormat,
  original: Uint8Array,
  names: readonly string[],
  measuresOf: (page: number) => Pick<GoldenPage, 'userUnit' | 'originMm'>,
): Promise<GoldenDocument> {
  const source = memorySource(original);
  const { count, size } = await pageSizes(format, source);
  const pages = Array.from({ length: count }, (_, index): GoldenPage => {
    const { widthMm, heightMm } = size(index + 1);
    return { number: index + 1, widthMm, heightMm, name: names[index] ?? '', ...measuresOf(index + 1) };
  });
  const placements = pages.map(placeOn);
  const sealDer = makeSeal(authority.maker, authority.signer, {
    picture: { type: 'PNG', data: picture, widthMm: sideMm, heightMm: sideMm },
  });
  const input = { placements, sealImage: { type: 'PNG', data: picture }, sealDer, signedAt: signedOn } as const;
  const prepared = format === 'PDF' ? preparePdf(source, input) : await prepareOfd(source, input);
  const { dataHash, propertyInfo } = prepared;
  const value = sesSignature(authority, { sealDer, dataHash, propertyInfo, time: signedOn });
  const { keepsOriginal, chunks } = prepared.finish(value);
  const stamped = new Uint8Array(Buffer.concat([...(keepsOriginal ? [original] : []), ...chunks]));
  return { name, format, pages, placements, original, stamped };
}

export async function goldenDocuments(): Promise<readonly GoldenDocument[]> {
  const all = shapes();
  const pdf = pdfDocument(all.map(({ page }) => page));
  return [
    await golden(
      'mixed',
      'PDF',
      pdf,
      all.map(({ name }) => name),
      (page) => ({ userUnit: Number(all[page - 1]?.page.userUnit ?? 1), originMm: [0, 0] }),
    ),
    await golden(
      'mixed',
      'OFD',
      boxedOfd(),
      boxes.map(({ physical, inside = '' }) => `PhysicalBox ${physical} ${inside}`.trim()),
      (page) => {
        const [x = 0, y = 0] = boxes[page - 1]!.physical.split(' ').map(Number);
        return { userUnit: 1, originMm: [x, y] };
      },
    ),
  ];
}
