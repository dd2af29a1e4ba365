import { ofdFiles, ofdNamespace, packOfd } from './ofd-maker.ts';
import { pdfDocument, streamBody } from './pdf-documents.ts';

/** Two in the list of the document, one of them at an annotation as well, and one that hangs at an annotation alone. */
export function pdfWithAttachments(): Uint8Array {
  return pdfDocument([{}], 'table', '/Names << /EmbeddedFiles << /Names [(a) 20 0 R (b) 22 0 R] >> >>', {
    20: '<< /Type /Filespec /F (list.csv) /UF <FEFF 6E05 5355 002E 0063 0073 0076> /EF << /F 21 0 R >> >>',
    21: streamBody('a;b', '/Type /EmbeddedFile /Subtype /text#2Fcsv /Params << /Size 3 >>'),
    22: '<< /Type /Filespec /F (run.exe) /EF << /F 23 0 R >> >>',
    23: streamBody('MZ', '/Type /EmbeddedFile'),
    24: '<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 20 0 R >>',
    25: '<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (note.txt) /EF << /F 26 0 R >> >> >>',
    26: streamBody('note', '/Type /EmbeddedFile /Params << /Size 4 >>'),
  });
}

/** @param list Attachments.xml as it stands in the package */
export function ofdWithAttachments(list: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  return packOfd({
    ...ofdFiles({ documentExtra: '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>' }),
    'Doc_0/Attachs/Attachments.xml': list,
    ...more,
  });
}

export const attachmentList = (attachments: string): string =>
  `<ofd:Attachments ${ofdNamespace}>${attachments}</ofd:Attachments>`;

export const listedXml =
  '<ofd:Attachment ID="1" Name="清单" Format="xml"><ofd:FileLoc>list.xml</ofd:FileLoc></ofd:Attachment>';

/** A PDF whose producer keeps a field for somebody to sign; the field has no look of its own. */
export function pdfWithEmptyField(): Uint8Array {
  const field =
    '<< /FT /Sig /T <FEFF8D1F8D234EBA7B7E540D> /Type /Annot /Subtype /Widget /F 4 /Rect [50 620 190 760] /P 4 0 R >>';
  return pdfDocument([{ extra: '/Annots [21 0 R]' }], 'table', '/AcroForm << /Fields [21 0 R] >>', { 21: field });
}
