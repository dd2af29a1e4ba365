export type DocumentFormat = 'PDF' | 'OFD';
