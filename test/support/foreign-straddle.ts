import { coverAll, openSignature, pdfDocument, streamBody, type ObjectBodies } from './pdf-documents.ts';

/**
 * How other programs lay one seal over four pages: widgets that cut one image by their box, the same in layers with a
 * clipping path, widgets with a picture each, or stamps beside one widget.
 */
export const foreignWays = ['boxes', 'layers', 'pictures', 'stamps'] as const;
export type ForeignWay = (typeof foreignWays)[number];

/** Columns of the seal, from its left: what a reader shows at the right edge of each page. */
export const columns = ['red', 'green', 'blue', 'yellow'] as const;
const bytesOf: Readonly<Record<(typeof columns)[number], string>> = {
  red: 'FF0000',
  green: '00FF00',
  blue: '0000FF',
  yellow: 'FFFF00',
};

/** In points. */
const side = 120;
const slice = side / columns.length;
const page = { width: 595, height: 842 };
const kid = (at: number): number => 50 + at;

/** @param listed the slices as the field lists them, 0 is that of the first page */
export function foreignStraddle(way: ForeignWay, listed: readonly number[] = [0, 1, 2, 3]): Uint8Array {
  const isMerged = way === 'stamps';
  const annots = (at: number): string => `/Annots [${isMerged && at === 0 ? 30 : kid(at)} 0 R]`;
  const pages = columns.map((_, at) => ({ mediaBox: [0, 0, page.width, page.height], extra: annots(at) }));
  const objects: Record<number, string> = {
    30: isMerged
      ? `<< /FT /Sig /T (Vendor) /V 31 0 R ${annotation('Widget', 0)} >>`
      : `<< /FT /Sig /T (Vendor) /V 31 0 R /Kids [${listed.map((at) => `${kid(at)} 0 R`).join(' ')}] >>`,
    31: openSignature('/Filter /Vendor /SubFilter /GM.sm2seal'),
    40: image(columns),
  };
  for (const at of columns.keys()) {
    if (!isMerged) objects[kid(at)] = `<< /Parent 30 0 R ${annotation('Widget', at)} >>`;
    else if (at > 0) objects[kid(at)] = `<< ${annotation('Stamp', at)} >>`;
    Object.assign(objects, appearance(way, at));
  }
  const form = '/AcroForm << /Fields [30 0 R] /SigFlags 3 >>';
  return coverAll(pdfDocument(pages, 'table', form, objects));
}

function annotation(subtype: 'Widget' | 'Stamp', at: number): string {
  const rect = `[${page.width - slice} 300 ${page.width} ${300 + side}]`;
  return `/Type /Annot /Subtype /${subtype} /Rect ${rect} /F 132 /P ${4 + 2 * at} 0 R /AP << /N ${60 + at} 0 R >>`;
}

function image(pixels: readonly (typeof columns)[number][]): string {
  const size = `/Width ${pixels.length} /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB`;
  const data = `${pixels.map((pixel) => bytesOf[pixel]).join('')}>`;
  return streamBody(data, `/Type /XObject /Subtype /Image ${size} /Filter /ASCIIHexDecode`);
}

const form = (content: string, drawn: string, more = ''): string =>
  streamBody(
    content,
    `/Type /XObject /Subtype /Form /BBox [0 0 ${slice} ${side}] /Resources << /XObject << ${drawn} >> >> ${more}`,
  );

function appearance(way: ForeignWay, at: number): ObjectBodies {
  const whole = `${side} 0 0 ${side} ${-slice * at} 0 cm /Seal Do`;
  if (way === 'pictures') {
    const own = `q ${slice} 0 0 ${side} 0 0 cm /Seal Do Q`;
    return { [60 + at]: form(own, `/Seal ${90 + at} 0 R`), [90 + at]: image([columns[at]!]) };
  }
  if (way !== 'layers') {
    const written = `${Buffer.from(`q ${whole} Q`).toString('hex')}>`;
    return { [60 + at]: form(written, '/Seal 40 0 R', '/Filter /ASCIIHexDecode') };
  }
  return {
    [60 + at]: form('q 1 0 0 1 0 0 cm /FRM Do Q', `/FRM ${70 + at} 0 R`),
    [70 + at]: form('/n0 Do q 2 0 0 2 0 0 cm 0.5 0 0 0.5 0 0 cm /n2 Do Q', `/n0 99 0 R /n2 ${80 + at} 0 R`),
    [80 + at]: form(`q 0 0 ${slice} ${side} re W n ${whole} Q`, '/Seal 40 0 R'),
    99: form('% DSBlank', ''),
  };
}
