import { padded, rewritten, sealedPdf } from './pdf-base.ts';

export const contents = (make: (length: number) => string) => async () =>
  padded(await sealedPdf(), /\/Contents <[0-9a-f]+>/, ([all]) => make(all.length));

export const inText = (from: string | RegExp, to: string) => async () => rewritten(await sealedPdf(), from, to);
