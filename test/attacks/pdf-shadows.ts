import { appendUpdate, bodyOf, bytesOf, streamBody, textOf } from '#test/support/pdf-documents.ts';
import { attacks, type Attack } from './attack.ts';
import { rewritten, sealedPdf } from './pdf-base.ts';
import { PAGE, CONTENT, NEW, suspicious, shaped, update, formOf, textField, withField } from './pdf-update.ts';

const FONT = 3;

const other = streamBody('BT /F1 24 Tf 60 60 Td (Other contract) Tj ET');

const prevOf = (text: string): string => /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';

/** A hidden xref stream behind a classic table that says nothing of the change. */
async function hybrid(): Promise<Uint8Array> {
  const text = textOf(await sealedPdf());
  const content = `${CONTENT} 0 obj\n${other}\nendobj\n`;
  const row = Buffer.alloc(7);
  row[0] = 1;
  row.writeUInt32BE(text.length, 1);
  const streamAt = text.length + content.length;
  const stream = `95 0 obj\n${streamBody(row.toString('latin1'), `/Type /XRef /W [1 4 2] /Index [${CONTENT} 1] /Size 96`)}\nendobj\n`;
  const tableAt = streamAt + stream.length;
  const table = `xref\n95 1\n${String(streamAt).padStart(10, '0')} 00000 n\r\ntrailer\n<< /Size 96 /Root 1 0 R /Prev ${prevOf(text)} /XRefStm ${streamAt} >>\n`;
  return bytesOf(`${text}${content}${stream}${table}startxref\n${tableAt}\n%%EOF\n`);
}

/** A second field with a copy of the signature dictionary, over content that was exchanged. */
async function copiedSignature(): Promise<Uint8Array> {
  const sealed = await sealedPdf();
  const text = textOf(sealed);
  const signature = Number(/(\d+) 0 obj\n<<\s+\/Type \/Sig/.exec(text)?.[1]);
  const form = formOf(sealed);
  return appendUpdate(sealed, {
    [CONTENT]: other,
    [form]: bodyOf(sealed, form).replace('/Fields [', `/Fields [${NEW} 0 R `),
    [NEW]: `<< /FT /Sig /T (Copy) /V ${NEW + 1} 0 R >>`,
    [NEW + 1]: bodyOf(sealed, signature),
  });
}

const saving = attacks(2, 'pdf', [
  [
    'body-alone',
    'an object appended without table or trailer',
    'pdf.laterChanges',
    async () => bytesOf(`${textOf(await sealedPdf())}${CONTENT} 0 obj\n${other}\nendobj\n`),
  ],
  [
    'body-and-trailer',
    'object and trailer appended without a table',
    'pdf',
    async () => {
      const text = textOf(await sealedPdf());
      return bytesOf(
        `${text}${CONTENT} 0 obj\n${other}\nendobj\ntrailer\n<< /Size 99 /Root 1 0 R /Prev ${prevOf(text)} >>\n`,
      );
    },
  ],
  ['whole-update', 'page content replaced by a proper update', suspicious, update(() => ({ [CONTENT]: other }))],
  ['copied-signature', 'content replaced, and the signature copied into a second field', suspicious, copiedSignature],
  [
    'broken-startxref',
    'an update whose startxref leads nowhere, so that readers rebuild the file',
    'pdf',
    async () =>
      rewritten(await update(() => ({ [CONTENT]: other }))(), /startxref\n\d+\n%%EOF\n$/, 'startxref\n7\n%%EOF\n'),
  ],
  ['hybrid', 'the change is listed in a hidden cross-reference stream alone', suspicious, hybrid],
  [
    'signed-revision-skipped',
    'the chain of tables leaves the signed revision out',
    'pdf',
    async () => {
      const sealed = textOf(await sealedPdf());
      const first = /startxref\s+(\d+)/.exec(sealed)?.[1] ?? '0';
      const updated = textOf(appendUpdate(bytesOf(sealed), { [CONTENT]: other }));
      const at = updated.lastIndexOf('/Prev');
      return bytesOf(updated.slice(0, at) + updated.slice(at).replace(/\/Prev \d+/, `/Prev ${first}`));
    },
  ],
  [
    'catalog-exchanged',
    'an update with a catalog of its own that knows no signature',
    'pdf',
    update(() => ({ 1: '<< /Type /Catalog /Pages 2 0 R >>', [CONTENT]: other })),
    ['invalid', 'unsigned'],
  ],
  [
    'text-behind-the-end',
    'text behind the end that belongs to no structure',
    'pdf.laterChanges',
    async () => bytesOf(`${textOf(await sealedPdf())}\nBT (Other) Tj ET\n`),
  ],
]);

const hiddenObject = `${CONTENT} 0 obj\n${other}\nendobj`;

async function switchedTable(): Promise<Uint8Array> {
  const text = textOf(await shaped({}, '', { 40: streamBody(hiddenObject) }));
  const at = text.indexOf(hiddenObject);
  const table = `xref\n${CONTENT} 1\n${String(at).padStart(10, '0')} 00000 n\r\n`;
  return bytesOf(
    `${text}${table}trailer\n<< /Size 99 /Root 1 0 R /Prev ${prevOf(text)} >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

const overlay = '<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /F 4 >>';

const shadows = attacks(4, 'pdf', [
  [
    'hide-overlay',
    'an image that covered the text when it was sealed is taken off the page',
    suspicious,
    update(
      (sealed) => ({ [PAGE]: bodyOf(sealed, PAGE).replace('20 0 R ', '') }),
      () => shaped({ extra: '/Annots [20 0 R ]' }, '', { 20: overlay }),
    ),
  ],
  [
    'hide-by-freeing',
    'the object of the covering image is set free',
    suspicious,
    async () => {
      const updated = textOf(
        await update(
          () => ({ 20: 'null' }),
          () => shaped({ extra: '/Annots [20 0 R ]' }, '', { 20: overlay }),
        )(),
      );
      return bytesOf(updated.replace(/(20 1\n)\d{10} 00000 n(?=\r\ntrailer)/, '$10000000000 00001 f'));
    },
  ],
  [
    'replace-font',
    'the font of the text is exchanged for one with other glyphs',
    suspicious,
    update(() => ({ [FONT]: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' })),
  ],
  [
    'replace-field-look',
    'the appearance of a form field shows another value than it has',
    suspicious,
    update(
      () => ({
        20: textField.replace('/FT', `/AP << /N ${NEW} 0 R >> /FT`),
        [NEW]: streamBody('BT (999999) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 140 20]'),
      }),
      withField,
    ),
  ],
  [
    'hide-and-replace',
    'a later table leads to an object that lay hidden in the sealed bytes',
    suspicious,
    switchedTable,
  ],
  [
    'dangling-filled',
    'a reference that led nowhere when it was sealed gets content',
    suspicious,
    update(
      () => ({ [NEW]: streamBody('1 0 0 rg 0 0 500 500 re f') }),
      () => shaped({ extra: `/PieceInfo [${NEW} 0 R]` }),
    ),
  ],
  [
    'page-tree-exchanged',
    'the tree of pages shows a page twice',
    suspicious,
    update(() => ({ 2: '<< /Type /Pages /Count 2 /Kids [4 0 R 4 0 R] >>' })),
  ],
]);

export const pdfShadows: readonly Attack[] = [...saving, ...shadows];
