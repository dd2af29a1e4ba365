import { inOfd, inPdf } from '#main/documents/attached-files.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { inspectOfdSignatures, type OfdSignature, type OfdSignatureReport } from '#main/formats/ofd/read-signatures.ts';
import type { OfdPackage } from '#main/formats/ofd/package.ts';
import { mainPath } from '#main/formats/ofd/main-file.ts';
import { fileSource } from '#main/platform/files.ts';
import type { FileLook, SignatureCoverage } from '#shared/contract/verification.ts';
import { coveredAttachments } from './attachment-coverage.ts';
import { pageViews, pdfCoverage } from './pdf-coverage.ts';
import type { OpenFile } from './verify-file.ts';

/** More rows than anybody reads; the facts count them all. */
const namedFiles = 200;

/** What a screen shows beside a report: the pages, and what each signature covers. @throws DOC_* */
export async function lookAtFile(file: string, open: OpenFile = fileSource): Promise<FileLook> {
  const source = open(file);
  try {
    const format = detectFormat(source);
    const pages = await pageViews(format, source);
    const covered = format === 'PDF' ? await pdfLook(source) : await ofdLook(source);
    return { format, size: source.size, pages, ...covered };
  } finally {
    source.close();
  }
}

type Covered = Pick<FileLook, 'signatures' | 'attachments'>;

async function pdfLook(source: ByteSource): Promise<Covered> {
  const signatures = await pdfCoverage(source);
  return { signatures, attachments: coveredAttachments(inPdf(source), signatures, () => 'open') };
}

async function ofdLook(source: ByteSource): Promise<Covered> {
  const report = await inspectOfdSignatures(source);
  const signatures = ofdCoverage(report);
  const attachments = coveredAttachments(inOfd(report.package), signatures, (index, path) => {
    const listed = report.signatures[index]?.references.find((reference) => reference.path === path);
    return listed ? (listed.state === 'match' ? 'covered' : 'changed') : 'open';
  });
  return { signatures, attachments };
}

function ofdCoverage(report: OfdSignatureReport): readonly SignatureCoverage[] {
  const ofSignatures = filesOfSignatures(report);
  return report.signatures.map((signature) => ({
    name: signature.id,
    stamps: signature.stamps.flatMap(({ page, boundary }) => {
      const { xMm, yMm, widthMm, heightMm } = boundary;
      return page === null ? [] : [{ page, xMm, yMm, widthMm, heightMm }];
    }),
    bytes: null,
    changes: [],
    signedState: null,
    files: coveredFiles(signature, report, ofSignatures),
  }));
}

function filesOfSignatures({ package: pkg, signatures }: OfdSignatureReport): ReadonlySet<string> {
  const own = signatures.flatMap(({ signatureXmlPath, file }) => [
    signatureXmlPath,
    file?.signedValuePath ?? '',
    file?.sealPath ?? '',
  ]);
  return new Set([...own, ...pkg.documents.map(({ body }) => body.signaturesPath ?? ''), mainPath]);
}

/** What is wrong comes first. */
function coveredFiles(
  { references }: OfdSignature,
  { package: pkg }: OfdSignatureReport,
  ofSignatures: ReadonlySet<string>,
): SignatureCoverage['files'] {
  const listed = references.map(({ path, state }) => ({
    path,
    state: state === 'match' ? ('covered' as const) : state === 'missing' ? ('missing' as const) : ('changed' as const),
  }));
  const covered = new Set(listed.map(({ path }) => path));
  const open = [...pkg.files.keys()]
    .filter((path) => !covered.has(path) && !ofSignatures.has(path))
    .map((path) => ({ path, state: 'open' as const }));
  const rank = { changed: 0, missing: 1, open: 2, covered: 3 } as const;
  return [...listed, ...open]
    .toSorted((a, b) => rank[a.state] - rank[b.state])
    .slice(0, namedFiles)
    .map((file) => Object.assign(file, { pages: pagesOf(pkg, file.path) }));
}

/** A page's own file, or one that lies in the page's folder: its resources and annotations. */
function pagesOf({ documents }: OfdPackage, path: string): readonly number[] {
  const pages = documents[0]?.pages ?? [];
  const own = pages.find((page) => page.path === path);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside =
    own ?? pages.find((page) => page.path.startsWith(folder) && page.path.lastIndexOf('/') + 1 === folder.length);
  return beside && isOwnFolder(pages, folder) ? [beside.number] : own ? [own.number] : [];
}

/** Packages of a flat structure keep all pages in one folder. */
function isOwnFolder(pages: readonly { readonly path: string }[], folder: string): boolean {
  return pages.filter(({ path }) => path.startsWith(folder)).length === 1;
}
