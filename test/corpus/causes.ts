const hairs =
  'its letters stand on whole pixels in Chromium and between them in poppler, and the file is dense text in fine type';
const system =
  'the font is not embedded: pdf.js takes the letters of the system as wide as they are, poppler narrows them to the widths of the file';

/** Why a page of a file is drawn otherwise than by the other program, as found by looking at both pictures. */
export const causes: Readonly<Record<string, string>> = {
  'annots.ofd':
    'ofdrw paints translucent watermarks nearly opaque and leaves out the Latin letters of the embedded font',
  'pattern.ofd': 'ofdrw paints the whole page black: it does not know pattern fills',
  'signed-v4-gomain-altered.ofd':
    'ofdrw scales the textured background to the nearest pixel and lets hairlines fade; ours are one pixel wide',
  'cweb.pdf': hairs,
  'derived/pages-500.pdf': system,
  'minimal-two-fields-signed-twice.pdf': system,
};
