import {
  appendUpdate,
  assemblePdf,
  bytesOf,
  documentObjects,
  pdfDocument,
  textOf,
} from '#test/support/pdf-documents.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { attacks, type Attack } from './attack.ts';
import { rewritten, sealedPdf } from './pdf-base.ts';

// Files that hide themselves, or that are framed by junk.

const refused: readonly Verdict[] = ['error', 'unsigned'];

const encrypted = attacks(10, 'pdf', [
  [
    'encrypted',
    'an encrypted file without a signature',
    'DOC_ENCRYPTED',
    () =>
      assemblePdf(
        { ...documentObjects([{}]), 9: '<< /Filter /Standard /V 2 /R 3 /P -4 >>' },
        'table',
        '/Root 1 0 R /Encrypt 9 0 R',
      ),
    refused,
  ],
  [
    'encrypted-afterwards',
    'a sealed file that an update says is encrypted, in parts that nobody decrypts',
    '',
    async () =>
      appendUpdate(
        await sealedPdf(),
        { 90: '<< /Filter /Standard /V 4 /R 4 /P -4 /CF << >> /StmF /Identity /StrF /Identity >>' },
        '/Root 1 0 R /Encrypt 90 0 R',
      ),
    ['invalid', 'error'],
  ],
  [
    'asks-for-a-password',
    'a page that draws a question for a password, with a field to type it in',
    '',
    () =>
      assemblePdf({
        ...documentObjects(
          [{ content: 'BT /F1 20 Tf 60 600 Td (Enter your PIN to verify) Tj ET' }],
          '/AcroForm << /Fields [20 0 R] >>',
        ),
        20: '<< /FT /Tx /T (PIN) /Ff 8192 /Subtype /Widget /Rect [60 500 300 530] >>',
      }),
    ['unsigned'],
  ],
]);

const framed = attacks(13, 'pdf', [
  [
    'junk-in-front',
    'bytes before %PDF after sealing, so that every offset is another',
    'pdf',
    async () => bytesOf(`junk in front\n${textOf(await sealedPdf())}`),
  ],
  [
    'junk-behind',
    'bytes behind %%EOF',
    'pdf.laterChanges',
    async () => bytesOf(`${textOf(await sealedPdf())}<!-- appended -->\n`),
  ],
  [
    'line-behind',
    'an empty line behind %%EOF, as mail programs add it: no change',
    '',
    async () => bytesOf(`${textOf(await sealedPdf())}\n`),
    ['valid'],
  ],
  [
    'two-heads',
    'a whole second file in front',
    'pdf',
    async () => bytesOf(textOf(pdfDocument()) + textOf(await sealedPdf())),
    ['invalid', 'error', 'unsigned'],
  ],
  [
    'two-files',
    'a whole second file behind',
    'pdf',
    async () => bytesOf(textOf(await sealedPdf()) + textOf(pdfDocument())),
    ['invalid', 'error', 'unsigned'],
  ],
  [
    'cut-short',
    'the last hundred bytes missing',
    'pdf',
    async () => (await sealedPdf()).subarray(0, -100),
    ['invalid', 'error'],
  ],
  [
    'letter-changed',
    'one letter of the text',
    'ses.dataHash:content-changed',
    async () => rewritten(await sealedPdf(), 'Contract', 'Kontract'),
  ],
]);

export const pdfFrameAttacks: readonly Attack[] = [...encrypted, ...framed];
