import type { Translated } from '../translated.ts';
import type { zhCnPdfChecks, zhCnPdfReasons } from '../zh-cn/pdf-facts.ts';

export const enPdfChecks: Translated<typeof zhCnPdfChecks> = {
  byteRange: 'byte range of the signature',
  contents: 'where the signed value is kept',
  gap: 'gap left unprotected',
  field: 'signature field',
  structure: 'structure of the file',
  coverage: 'what the signature covers',
  laterChanges: 'changes after the signature',
  straddle: 'slices of the straddle seal, whole and in order',
};

export const enPdfReasons: Translated<typeof zhCnPdfReasons> = {
  missing: 'missing',
  indirect: 'a reference that could be replaced',
  duplicateKeys: 'written twice; programs may take different values',
  notTwoParts: 'not two parts',
  notNumbers: 'not valid numbers',
  notFromStart: 'does not begin at the start of the file',
  overlap: 'the parts overlap',
  outsideFile: 'reaches behind the end of the file',
  notString: 'not a string',
  noElement: 'no complete signature data',
  packed: 'inside an object stream, where it cannot be left out of the protected range',
  notHexadecimal: 'not a hexadecimal string',
  paddingNotZero: 'other content is hidden behind the signature data',
  noByteRange: 'no usable byte range',
  noContents: 'no signed value',
  notTheContents: "not exactly this signature's own value",
  orphan: 'no signature field refers to it',
  sharedByFields: 'several signature fields share it',
  'startxref-off': 'the position of the cross-reference table is slightly off',
  rebuilt: 'the cross-reference table is damaged and had to be rebuilt',
  laterRevisions: 'the file was revised after the signature',
  notARevision: 'the protected range does not end where a revision ends, so later changes cannot be judged',
  suspicious: 'changes that are not allowed',
  'straddle-strips-alone':
    'the straddle seal is made of separate pictures, and the file does not say which part of the seal each of them is: every page that bears one is there and their order is undisturbed; whether a strip was exchanged, and whether they make up the whole seal, is to be seen by laying the pages side by side',
  'straddle-order-untold':
    'the file does not tell the order of the slices of the straddle seal: lay the pages side by side to see whether one is missing or exchanged',
};
