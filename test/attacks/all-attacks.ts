import { pdfDocument } from '#test/support/pdf-documents.ts';
import { archiveAttacks } from './archives.ts';
import { ofdCoverage } from './ofd-coverage.ts';
import { ofdDrawing } from './ofd-drawing.ts';
import { ofdLists } from './ofd-lists.ts';
import { ofdMarkup } from './ofd-markup.ts';
import { ofdReferences } from './ofd-references.ts';
import { ofdSeals } from './ofd-seals.ts';
import { ofdStamps } from './ofd-stamps.ts';
import { ofdTimes } from './ofd-times.ts';
import { ofdValues } from './ofd-values.ts';
import { pdfCertified } from './pdf-certified.ts';
import { pdfDictionaries } from './pdf-dictionaries.ts';
import { pdfForgeries } from './pdf-forgeries.ts';
import { pdfLooks } from './pdf-looks.ts';
import { pdfShadows } from './pdf-shadows.ts';
import { pdfSignedData } from './pdf-signed-data.ts';
import type { Attack } from './attack.ts';
import { sealedOfd } from './ofd-base.ts';
import { pdfBombAttacks } from './pdf-bombs.ts';
import { sealedPdf, signedByHand } from './pdf-base.ts';
import { pdfFrameAttacks } from './pdf-frames.ts';

/** Good files: whoever refuses these as well has told nothing about the others. */
const good = (
  [
    ['sealed', 'pdf', 'a sealed PDF', () => sealedPdf()],
    ['sealed-twice', 'pdf', 'a PDF sealed twice', async () => sealedPdf(await sealedPdf())],
    ['signed-by-hand', 'pdf', 'a PDF of one revision with its seal', () => signedByHand()],
    ['sealed', 'ofd', 'a sealed OFD', () => sealedOfd()],
    ['sealed-twice', 'ofd', 'an OFD sealed twice', async () => sealedOfd({}, await sealedOfd())],
  ] as const
).map(([name, format, description, make]): Attack => ({
  atk: 0,
  name: `00-good-${name}`,
  format,
  description,
  expected: ['valid'],
  reason: '',
  make,
}));

const unsigned: Attack = {
  atk: 0,
  name: '00-good-unsigned',
  format: 'pdf',
  description: 'a PDF that nobody signed',
  expected: ['unsigned'],
  reason: '',
  make: () => pdfDocument(),
};

/** The whole set, in the order of its numbers. */
export const allAttacks: readonly Attack[] = [
  ...good,
  unsigned,
  ...pdfForgeries,
  ...pdfDictionaries,
  ...pdfSignedData,
  ...pdfShadows,
  ...pdfCertified,
  ...pdfLooks,
  ...ofdCoverage,
  ...ofdLists,
  ...ofdReferences,
  ...ofdSeals,
  ...ofdValues,
  ...ofdTimes,
  ...ofdStamps,
  ...ofdDrawing,
  ...ofdMarkup,
  ...pdfFrameAttacks,
  ...pdfBombAttacks,
  ...archiveAttacks,
].toSorted((a, b) => a.atk - b.atk);
