/** A document number as offices write it: 青农函〔2026〕47号 (GB/T 9704-2012, 7.2.5). */
const complete = /^([\u4e00-\u9fff]{1,20})〔([12][0-9]{3})〕([1-9][0-9]{0,5})号$/;

/** What people type for it: any bracket, spaces, full-width digits, a leading zero or 第, without 号. */
const typed = /^([\u4e00-\u9fff]{1,20}?)[〔[［【(（{〈《]([12][0-9]{3})年?[〕\]］】)）}〉》]第?0*([1-9][0-9]{0,5})号?$/;

export function isDocumentNumber(text: string): boolean {
  return complete.test(text);
}

/**
 * The number in its proper form, or null where it is proper already or cannot be read as one. It is offered and never
 * put in place of what somebody wrote.
 */
export function correctedDocumentNumber(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  if (isDocumentNumber(text)) return null;
  const [, agency, year, serial] = typed.exec(plain) ?? typed.exec(text.replaceAll(/\s/g, '')) ?? [];
  return agency && year && serial ? `${agency}〔${year}〕${serial}号` : null;
}
