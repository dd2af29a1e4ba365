import { memorySource } from '#main/formats/byte-source.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { inkJpegAsPng } from '#main/formats/ofd/draw/ink-jpeg.ts';
import { tiffAsPng } from '#main/formats/ofd/draw/tiff-picture.ts';
import { readOfdFacts } from '#main/formats/ofd/document-facts.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { defaultOfdLimits } from '#main/formats/ofd/package-limits.ts';
import { parseXml } from '#main/formats/ofd/xml-tree.ts';
import { isPagePlainBlank } from '#main/formats/pdf/blank-page.ts';
import { readPdfFacts } from '#main/formats/pdf/document-facts.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { signaturePlaces } from '#main/formats/pdf/widget-places.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import { readSeal, readSesSignature } from '#main/formats/ses/read.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { verifyOfd } from '#main/verification/verify-ofd.ts';
import { verifyPdf } from '#main/verification/verify-pdf.ts';
import { authority, timestampAuthority, signedOn } from '#test/attacks/authority.ts';
import { fileOf, paths, sealDer, sealedOfd } from '#test/attacks/ofd-base.ts';
import { sealedPdf, signedByHand } from '#test/attacks/pdf-base.ts';
import { darkGray, inkProfile, turnedRgb } from '#test/support/colour-profiles.ts';
import { flatJpeg, withProfile } from '#test/support/flat-jpegs.ts';
import { ofdFiles, packOfd, type OfdFiles } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { sampleSignedData } from '#test/support/sample-signed-data.ts';
import { tiffFile } from '#test/support/tiff-file.ts';
import { tiffSample, tiledSample } from '#test/support/tiff-samples.ts';
import { contextOf, timestampToken, trustIn } from '#test/support/verification-fixture.ts';

/** One reader with valid input for it; damaged forms of that input must end in a value or in a refusal with a code. */
export interface FuzzTarget {
  readonly name: string;
  readonly samples: () => Promise<readonly Uint8Array[]>;
  readonly run: (bytes: Uint8Array) => unknown;
}

const trusted = contextOf(trustIn(authority));
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

async function readPackage(bytes: Uint8Array): Promise<void> {
  const source = memorySource(bytes);
  readOfdFacts(await openOfd(source));
  await verifyOfd(source, trusted);
}

function readPdf(bytes: Uint8Array): void {
  const source = memorySource(bytes);
  verifyPdf(source, trusted);
  readPdfFacts(source);
  const file = openPdf(source);
  signaturePlaces(file);
  if (file.pageCount > 0) isPagePlainBlank(file, 1);
}

const xmlFiles = ['OFD.xml', 'Doc_0/Document.xml', 'Doc_0/PublicRes.xml', 'Doc_0/Pages/Page_0/Content.xml'] as const;
const separator = '\u0000';
/** The XML of a package as one text, so that damage lies in what the archive holds and not in its checksums. */
const together = (files: OfdFiles): Uint8Array => bytesOf(xmlFiles.map((name) => String(files[name])).join(separator));
function packedAgain(bytes: Uint8Array): Uint8Array {
  const texts = Buffer.from(bytes).toString('utf8').split(separator);
  return packOfd(Object.fromEntries(xmlFiles.map((name, index) => [name, texts[index] ?? ''])));
}

async function draw(bytes: Uint8Array): Promise<void> {
  const pkg = await openOfd(memorySource(bytes));
  await drawOfdPage(pkg, 0, 1);
}

export const fuzzTargets: readonly FuzzTarget[] = [
  { name: 'package', samples: async () => [await sealedOfd(), packOfd(ofdFiles({ pages: 3 }))], run: readPackage },
  { name: 'package-xml', samples: async () => [together(ofdFiles())], run: (bytes) => readPackage(packedAgain(bytes)) },
  { name: 'page-drawing', samples: async () => [together(ofdFiles())], run: (bytes) => draw(packedAgain(bytes)) },
  {
    name: 'xml',
    samples: async () => [
      bytesOf(String(ofdFiles()['Doc_0/Document.xml'])),
      await fileOf(await sealedOfd(), paths.signature),
    ],
    run: (bytes) => parseXml(bytes, '/x.xml', defaultOfdLimits),
  },
  {
    name: 'pdf',
    samples: async () => [
      await sealedPdf(),
      signedByHand(),
      pdfDocument([{}, {}], 'stream'),
      pdfDocument([{}], 'hybrid'),
      await sealedPdf(await sealedPdf()),
    ],
    run: readPdf,
  },
  { name: 'seal', samples: async () => [sealDer], run: (bytes) => verifySealSignature(readSeal(bytes)) },
  {
    name: 'ses-signature',
    samples: async () => [await fileOf(await sealedOfd(), paths.value)],
    run: (bytes) => verifySesSignature(readSesSignature(bytes)),
  },
  {
    name: 'signed-data',
    samples: async () => [sampleSignedData(authority.signer, { content: new Uint8Array(32) })],
    run: readSignedData,
  },
  {
    name: 'timestamp',
    samples: async () => [timestampToken(timestampAuthority, Uint8Array.of(1), signedOn)],
    run: readTimestampToken,
  },
  {
    name: 'certificate',
    samples: async () => [authority.signer.certificate.der, authority.root.certificate.der],
    run: readCertificate,
  },
  {
    name: 'tiff',
    samples: async () => [tiledSample(), tiffSample('packBits'), tiffFile('inks', [1, 2, 3, 4], inkProfile())],
    run: (bytes) => tiffAsPng(bytes, defaultDrawLimits),
  },
  {
    name: 'colour-profile',
    samples: async () => [inkProfile(), turnedRgb(), darkGray()],
    run: (bytes) => tiffAsPng(tiffFile('inks', [1, 2, 3, 4], bytes), defaultDrawLimits),
  },
  {
    name: 'ink-jpeg',
    samples: async () => [withProfile(flatJpeg('inks'), inkProfile())],
    run: (bytes) => inkJpegAsPng(bytes, defaultDrawLimits),
  },
];
