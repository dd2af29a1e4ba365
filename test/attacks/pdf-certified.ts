import { appendUpdate, bodyOf, streamBody, textOf } from '#test/support/pdf-documents.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { signedByHand } from './pdf-base.ts';
import { PAGE, NEW, suspicious, update, formOf, textField, withField } from './pdf-update.ts';

const inForm = (entry: string) =>
  update((sealed) => ({ [formOf(sealed)]: bodyOf(sealed, formOf(sealed)).replace('/Fields', `${entry} /Fields`) }));

/** Certified by its author, who allows so much: 1 nothing, 2 forms and signatures, 3 annotations too. */
const certified = (level: number): Uint8Array =>
  signedByHand({
    entries: `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${level} /V /1.2 >> >>]`,
    catalog: '/Perms << /DocMDP 31 0 R >>',
  });

const annotated =
  (level: number, kind: string, more = '') =>
  () => {
    const base = certified(level);
    return appendUpdate(base, {
      [PAGE]: bodyOf(base, PAGE).replace('/Type', `/Annots [${NEW} 0 R] /Type`),
      [NEW]: `<< /Type /Annot /Subtype /${kind} /Rect [0 0 500 500] /Contents (Amount 999999) /F 4 ${more} >>`,
    });
  };

const sneaky = (level: number) => () => {
  const base = certified(level);
  return appendUpdate(base, {
    1: bodyOf(base, 1).replace('/Fields [', `/Fields [${NEW} 0 R `),
    [PAGE]: bodyOf(base, PAGE).replace('/Type', `/Annots [${NEW} 0 R] /Type`),
    [NEW]: `<< /FT /Sig /T (Sneaky) /Type /Annot /Subtype /Widget /Rect [0 0 500 500] /AP << /N ${NEW + 1} 0 R >> >>`,
    [NEW + 1]: streamBody('1 g 0 0 500 500 re f', '/Type /XObject /Subtype /Form /BBox [0 0 500 500]'),
  });
};

const evil = attacks(5, 'pdf', [
  ...[1, 2, 3].flatMap((level) =>
    ['FreeText', 'Redact', 'Stamp'].map((kind): AttackRow => [
      `p${level}-${kind.toLowerCase()}`,
      `certified with P ${level}, a ${kind} annotation added`,
      suspicious,
      annotated(level, kind),
    ]),
  ),
  ...[1, 2, 3].map((level): AttackRow => [
    `p${level}-sneaky-signature`,
    `certified with P ${level}, an unsigned signature field added that covers the page`,
    suspicious,
    sneaky(level),
  ]),
  [
    'stamp-look-replaced',
    'the appearance of the seal is replaced',
    suspicious,
    update((sealed) => ({
      [Number(/\/AP <<\s*\/N (\d+) 0 R/.exec(textOf(sealed))?.[1])]: streamBody('1 g', '/Type /XObject /Subtype /Form'),
    })),
  ],
  [
    'stamp-moved',
    'the seal is moved over another text',
    suspicious,
    update((sealed) => {
      const field = Number(/(\d+) 0 obj\n<<\s+\/Type \/Annot/.exec(textOf(sealed))?.[1]);
      return { [field]: bodyOf(sealed, field).replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 99 99]') };
    }),
  ],
]);

const locked = (): Uint8Array =>
  signedByHand({
    entries:
      '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(Amount)] /V /1.2 >> >>]',
    fields: { 20: textField },
  });

const rules = attacks(6, 'pdf', [
  [
    'p1-field-filled',
    'certified with P 1, a field filled in',
    'pdf',
    () => {
      const base = signedByHand({
        entries: '/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>]',
        catalog: '/Perms << /DocMDP 31 0 R >>',
        fields: { 20: textField },
      });
      return appendUpdate(base, { 20: textField.replace('(100)', '(999)') });
    },
  ],
  [
    'locked-field-filled',
    'a field that the signature locks is filled in',
    'pdf',
    () => appendUpdate(locked(), { 20: textField.replace('(100)', '(999)') }),
  ],
  [
    'page-added',
    'a page node added to the tree',
    suspicious,
    update((sealed) => ({ 2: '<< /Type /Pages /Count 2 /Kids [4 0 R 91 0 R] >>', 91: bodyOf(sealed, PAGE) })),
  ],
  [
    'page-removed',
    'the tree of pages shows none',
    suspicious,
    update(() => ({ 2: '<< /Type /Pages /Count 0 /Kids [] >>' })),
  ],
  [
    'field-type',
    'a text field becomes a button',
    suspicious,
    update(() => ({ 20: textField.replace('/Tx', '/Btn') }), withField),
  ],
  [
    'field-name',
    'a field gets another name',
    suspicious,
    update(() => ({ 20: textField.replace('Amount', 'Total') }), withField),
  ],
  [
    'need-appearances',
    'NeedAppearances makes readers draw the fields anew',
    suspicious,
    inForm('/NeedAppearances true'),
  ],
  ['xfa', 'an XFA form is added', suspicious, inForm('/XFA (x)')],
]);

export const pdfCertified: readonly Attack[] = [...evil, ...rules];
