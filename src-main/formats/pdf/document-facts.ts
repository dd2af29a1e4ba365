import type { ByteSource } from '../byte-source.ts';
import { formFields } from './form-fields.ts';
import { eachObject, eachPart } from './object-scan.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { isName, PdfDict, PdfString, shownText, textOf } from './pdf-values.ts';

const REQUIRED_FLAG = 2;
const MOST_NAMES = 200;

/** `Launch` starts programs; an `XFA` form is drawn from XML instead of the pages by some readers. */
export type ActiveContent = 'JavaScript' | 'Launch' | 'XFA';

/** What a person should know about a PDF before it is approved; nothing in it is run or followed. */
export interface PdfFacts {
  readonly isEncrypted: boolean;
  /** 0 when encrypted. */
  readonly pageCount: number;
  /** Whether its cross-reference table had to be rebuilt: such a file is shown, not stamped. */
  readonly isDamaged: boolean;
  /** What could act by itself or show something else than the pages, each named once. */
  readonly activeContent: readonly ActiveContent[];
  /** Names of embedded files, as written. */
  readonly embeddedFiles: readonly string[];
  /** Required form fields without a value. */
  readonly unfilledFields: readonly string[];
}

/** @throws DOC_EMPTY, DOC_FORMAT_UNKNOWN, DOC_BROKEN, DOC_HOSTILE, DOC_TOO_LARGE */
export function readPdfFacts(source: ByteSource): PdfFacts {
  const file = openPdf(source);
  const isDamaged = file.condition === 'rebuilt';
  if (file.isEncrypted) {
    return { ...nothingFound, isEncrypted: true, isDamaged, pageCount: 0 };
  }
  const found = lookThrough(file);
  const form = file.objects.dict(file.catalog.get('AcroForm'));
  if (form?.get('XFA') !== undefined) found.activeContent.add('XFA');
  return {
    isEncrypted: false,
    pageCount: file.pageCount,
    isDamaged,
    activeContent: [...found.activeContent],
    embeddedFiles: [...found.embeddedFiles],
    unfilledFields: unfilled(file),
  };
}

const nothingFound = { activeContent: [], embeddedFiles: [], unfilledFields: [] } as const;

/** Every object is looked at: an action may hang on a page, a field, a bookmark or nothing at all. */
function lookThrough(file: PdfFile): { activeContent: Set<ActiveContent>; embeddedFiles: Set<string> } {
  const activeContent = new Set<ActiveContent>();
  const embeddedFiles = new Set<string>();
  for (const { value } of eachObject(file.objects, file.sections)) {
    for (const { value: part } of eachPart(value)) {
      if (!(part instanceof PdfDict)) continue;
      if (isName(part.get('S'), 'JavaScript') || part.get('JS') !== undefined) activeContent.add('JavaScript');
      if (isName(part.get('S'), 'Launch')) activeContent.add('Launch');
      if (part.get('EF') !== undefined && embeddedFiles.size < MOST_NAMES) embeddedFiles.add(fileName(file, part));
    }
  }
  return { activeContent, embeddedFiles };
}

function fileName(file: PdfFile, specification: PdfDict): string {
  const name = file.objects.follow(specification.get('UF') ?? specification.get('F'));
  return name instanceof PdfString ? shownText(textOf(name)) : '';
}

function unfilled(file: PdfFile): string[] {
  return formFields(file.objects, file.catalog)
    .filter(({ flags, type }) => (flags & REQUIRED_FLAG) !== 0 && type !== 'Sig')
    .filter(({ value }) => {
      const filled = file.objects.follow(value);
      return filled === null || (filled instanceof PdfString && filled.bytes.length === 0);
    })
    .map(({ name }) => shownText(name));
}
