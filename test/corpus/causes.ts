const nearestPixel = 'ofdrw scales the six photographs to the nearest pixel; ours are smoothed';

/** Why a page of a file is drawn otherwise than by the other program, as found by looking at both pictures. */
export const causes: Readonly<Record<string, string>> = {
  'annots.ofd':
    'ofdrw paints translucent watermarks nearly opaque and leaves out the Latin letters of the embedded font',
  'pattern.ofd': 'ofdrw paints the whole page black: it does not know pattern fills',
  'signed-v4-gomain-altered.ofd':
    'ofdrw scales the textured background to the nearest pixel and lets hairlines fade; ours are one pixel wide',
  'struct-flat.ofd': nearestPixel,
  'struct-relative-paths.ofd': nearestPixel,
  'struct-spaces.ofd': nearestPixel,
  'zip-mixed-stored-deflated.ofd': nearestPixel,
  'zip-ofdxml-late.ofd': nearestPixel,
  'AcroFormsBasicFields.pdf':
    'the font of the long text field is neither embedded nor a standard one: pdf.js takes upright letters without serifs for it, poppler letters with serifs',
};
