import { appendUpdate, pdfDocument, streamBody } from './pdf-documents.ts';

const content = 5;
const font = 3;

/** A line of a page: Chinese text in a font that every reader has to bring itself (GB 18030 characters, UCS-2). */
const line = (text: string, y: number): string =>
  `BT /F1 16 Tf 70 ${y} Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`;

const page = (amount: string): string =>
  [
    line('关于下达补助资金的通知', 760),
    line(`一、本次下达补助资金${amount}万元，`, 700),
    line('用于八个乡镇。', 670),
    line('二、各乡镇要专款专用。', 640),
  ].join('\n');

/** A notice of two pages whose amount stands on the first. */
export function noticeWithAmount(): Uint8Array {
  return pdfDocument([{ content: page('128.60') }, { content: line('附件：分配表', 760) }], 'table', '', {
    [font]:
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [' +
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo ' +
      '<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] >>] >>',
  });
}

/** What a forger saves behind the seal: the same page with another amount. */
export function alterAmount(sealed: Uint8Array, amount = '182.60'): Uint8Array {
  return appendUpdate(sealed, { [content]: streamBody(page(amount)) });
}
