import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Placement } from '#shared/model/placement.ts';
import { editOfd } from './ofd-editor.ts';
import { makeOfd, ofdFiles, packOfd } from './ofd-maker.ts';
import { stamp as stampOfd } from './ofd-stamps.ts';
import { ask } from './foreign-programs.ts';
import { pdfDocument, type PageShape, type XrefKind } from './pdf-documents.ts';
import { oneStamp, stamp as stampPdf } from './pdf-stamping.ts';

/** One row of the table: what stands in a file, what is asked, and what becomes of it. */
export interface EarlierSignature {
  readonly name: string;
  readonly format: 'PDF' | 'OFD';
  /** The file before somebody else signs it; whole for rows that nobody else signs. */
  readonly file: () => Uint8Array | Promise<Uint8Array>;
  /** Rule of `certify.py` that it is signed with by pyHanko. */
  readonly signedAs?: string;
  readonly places: readonly Placement[];
  readonly becomes: 'stamped' | `${'DOC' | 'STAMP'}_${string}`;
}

const seam = [oneStamp, { ...oneStamp, page: 2 }];
const beside = [{ ...oneStamp, xMm: 110, yMm: 200 }];
const one = [oneStamp];
const amount = '<< /FT /Tx /T (Amount) /V () /DA (/F1 0 Tf) >>';
/** An empty signature field around the first place of a stamp. */
const kept = (more = ''): string =>
  `<< /FT /Sig /T (Kept) /Type /Annot /Subtype /Widget /Rect [50 620 190 760] /P 4 0 R ${more} >>`;

function form(kind: XrefKind = 'table', keptMore?: string, catalog = ''): Uint8Array {
  const hasKept = keptMore !== undefined;
  const first: PageShape = hasKept ? { extra: '/Annots [21 0 R]' } : {};
  const fields = `/AcroForm << /Fields [20 0 R ${hasKept ? '21 0 R' : ''}] >> ${catalog}`;
  return pdfDocument([first, {}], kind, fields, { 20: amount, ...(hasKept && { 21: kept(keptMore) }) });
}

const plain = (): Uint8Array => form();
const withKept = (): Uint8Array => form('table', '');
const rights = '<< /Type /Sig /ByteRange [0 9 20 9] /Contents <3003020101> /Reference [] >>';

function pdf(
  name: string,
  signedAs: string | undefined,
  becomes: EarlierSignature['becomes'],
  { file = plain, places = one }: { file?: EarlierSignature['file']; places?: readonly Placement[] } = {},
): EarlierSignature {
  return { name, format: 'PDF', file, places, becomes, ...(signedAs !== undefined && { signedAs }) };
}

const ofd = (name: string, becomes: EarlierSignature['becomes'], file: EarlierSignature['file']): EarlierSignature => ({
  name,
  format: 'OFD',
  file,
  becomes,
  places: [{ ...oneStamp, widthMm: 42, heightMm: 42 }],
});

/** By `--encrypt`: AES-256, opened by anybody, with what table 22 of ISO 32000-1 permits. */
const encrypted =
  (...permissions: readonly string[]) =>
  (): Uint8Array => {
    const folder = mkdtempSync(join(tmpdir(), 'encrypted-'));
    try {
      const file = join(folder, 'open.pdf');
      writeFileSync(file, plain());
      return ask('qpdf', ['--encrypt', '', 'owner', '256', ...permissions, '--', file, '-']).bytes;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

const list = '/Doc_0/Signs/Signatures.xml';
const reference = (path: string): string =>
  `<ofd:Reference FileRef="${path}"><ofd:CheckValue>AAAA</ofd:CheckValue></ofd:Reference></ofd:References>`;
const ofdProtecting = async (path: string): Promise<Uint8Array> =>
  editOfd(await stampOfd(makeOfd()), {
    '/Doc_0/Signs/Sign_0/Signature.xml': (xml) => xml.replace('</ofd:References>', reference(path)),
  });

export const earlierSignatures: readonly EarlierSignature[] = [
  pdf('an approval signature, P-256', 'free', 'stamped'),
  pdf('an approval signature, RSA', 'rsa', 'stamped'),
  pdf('an approval signature; a straddle seal is asked for', 'free', 'stamped', { places: seam }),
  pdf('an approval signature over our own seal', 'free', 'stamped', { file: () => stampPdf(plain(), seam) }),
  pdf('an approval signature in a file with a cross-reference stream', 'free', 'stamped', {
    file: () => form('stream'),
    places: seam,
  }),
  pdf('an approval signature in a hybrid file', 'free', 'stamped', { file: () => form('hybrid') }),
  pdf('our own seal, twice, in a hybrid file', undefined, 'stamped', {
    file: () => stampPdf(form('hybrid'), seam),
    places: seam,
  }),
  pdf('a certification, P 1', 'p1', 'DOC_SIGNING_FORBIDDEN @pdf.certified'),
  pdf('a certification, P 1; a field is kept', 'p1', 'DOC_SIGNING_FORBIDDEN @pdf.certified', { file: withKept }),
  pdf('a certification, P 2', 'p2', 'DOC_SIGNING_FORBIDDEN @pdf.certified-no-field'),
  pdf('a certification, P 2; the seal stands in a kept field', 'p2', 'stamped', { file: withKept }),
  pdf(
    'a certification, P 2; a field is kept, the seal stands beside it',
    'p2',
    'DOC_SIGNING_FORBIDDEN @pdf.kept-fields-only',
    {
      file: withKept,
      places: beside,
    },
  ),
  pdf(
    'a certification, P 2; a field is kept for conditions of its own (SV)',
    'p2',
    'DOC_SIGNING_FORBIDDEN @pdf.certified-no-field',
    {
      file: () => form('table', '/SV << /Type /SV /Ff 1 >>'),
    },
  ),
  pdf('a certification, P 3', 'p3', 'DOC_SIGNING_FORBIDDEN @pdf.certified-no-field'),
  pdf('a certification, P 3; the seal stands in a kept field', 'p3', 'stamped', { file: withKept }),
  pdf('FieldMDP Include of another field', 'lock', 'stamped', { places: seam }),
  pdf('FieldMDP Exclude of another field', 'lock-except', 'DOC_LOCKED_BY_SIGNATURE @pdf.field-lock'),
  pdf('FieldMDP Exclude of a kept field; the seal stands in it', 'lock-but-kept', 'stamped', { file: withKept }),
  pdf('FieldMDP All', 'lock-all', 'DOC_LOCKED_BY_SIGNATURE @pdf.field-lock'),
  pdf('FieldMDP All; a field is kept', 'lock-all', 'DOC_LOCKED_BY_SIGNATURE @pdf.field-lock', { file: withKept }),
  pdf('Lock on a field that nobody signed', 'free', 'stamped', {
    file: () => form('table', '/Lock << /Type /SigFieldLock /Action /All >>'),
  }),
  pdf('usage rights of Adobe Reader (Perms UR3)', 'free', 'stamped', {
    file: () => pdfDocument([{}, {}], 'table', '/Perms << /UR3 30 0 R >>', { 30: rights }),
  }),
  pdf('encryption, everything permitted', undefined, 'DOC_ENCRYPTED', { file: encrypted() }),
  pdf('encryption, nothing permitted (table 22)', undefined, 'DOC_ENCRYPTED', {
    file: encrypted('--modify=none', '--annotate=n', '--form=n'),
  }),
  pdf('a cross-reference table that must be rebuilt', undefined, 'DOC_BROKEN @pdf.needs-repair', {
    file: () =>
      Buffer.from(
        Buffer.from(plain())
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n7'),
        'latin1',
      ),
  }),
  ofd('a seal that leaves the list of signatures open', 'stamped', () => stampOfd(makeOfd())),
  ofd('a seal that protects Signatures.xml', 'DOC_LOCKED_BY_SIGNATURE @ofd.locked-signatures-xml', () =>
    ofdProtecting(list),
  ),
  ofd('a permission Signature=false', 'DOC_SIGNING_FORBIDDEN @ofd.signing-not-permitted', () => {
    const files = ofdFiles();
    const document = String(files['Doc_0/Document.xml']);
    const permission = '<ofd:Permissions><ofd:Signature>false</ofd:Signature></ofd:Permissions></ofd:Document>';
    return packOfd({ ...files, 'Doc_0/Document.xml': document.replace('</ofd:Document>', permission) });
  }),
  ofd('an integrity list (GM/T 0099)', 'DOC_SIGNING_FORBIDDEN @ofd.integrity-list', () =>
    packOfd({ ...ofdFiles(), 'OFDEntries.xml': '<x/>' }),
  ),
];
