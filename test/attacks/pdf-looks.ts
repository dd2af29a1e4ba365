import { bodyOf, pdfDocument, streamBody, type ObjectBodies } from '#test/support/pdf-documents.ts';
import { attacks, type Attack } from './attack.ts';
import { rewritten, sealedPdf } from './pdf-base.ts';
import { PAGE, CONTENT, NEW, suspicious, update } from './pdf-update.ts';

const inCatalog = (entry: string, more: ObjectBodies = {}) =>
  update((sealed) => ({ 1: bodyOf(sealed, 1).replace('/Type', `${entry} /Type`), ...more }));

const onPage = (entry: string) =>
  update((sealed) => {
    const key = entry.split(' ')[0]!;
    const body = bodyOf(sealed, PAGE).replace(new RegExp(`${key} (\\[[^\\]]*\\]|\\d+)`), '');
    return { [PAGE]: body.replace('/Type', `${entry} /Type`) };
  });

const active = attacks(7, 'pdf', [
  [
    'javascript',
    'a script on opening is added',
    suspicious,
    inCatalog(`/OpenAction ${NEW} 0 R`, { [NEW]: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
  ],
  [
    'launch',
    'an action that starts a program is added',
    suspicious,
    inCatalog(`/OpenAction ${NEW} 0 R`, { [NEW]: '<< /S /Launch /F (cmd.exe) >>' }),
  ],
  ['uri', 'a link to a site is added', suspicious, annotatedLink],
  [
    'embedded-file',
    'a file is attached',
    suspicious,
    inCatalog(`/Names << /EmbeddedFiles << /Names [(a) ${NEW} 0 R] >> >>`, {
      [NEW]: '<< /Type /Filespec /F (a.exe) >>',
    }),
  ],
  [
    'external-stream',
    'page content comes from another file',
    suspicious,
    update(() => ({ [CONTENT]: '<< /Length 0 /F (http://example.invalid/page) >>\nstream\n\nendstream' })),
  ],
  [
    'optional-content',
    'layers are added that can be switched',
    suspicious,
    inCatalog(`/OCProperties << /OCGs [${NEW} 0 R] /D << >> >>`, { [NEW]: '<< /Type /OCG /Name (x) >>' }),
  ],
  [
    'page-actions',
    'a script on showing the page is added',
    suspicious,
    onPage('/AA << /O << /S /JavaScript /JS (x) >> >>'),
  ],
]);

async function annotatedLink(): Promise<Uint8Array> {
  return update((sealed) => ({
    [PAGE]: bodyOf(sealed, PAGE).replace('/Annots [', `/Annots [${NEW} 0 R `),
    [NEW]: '<< /Type /Annot /Subtype /Link /Rect [0 0 500 500] /A << /S /URI /URI (http://example.invalid/) >> >>',
  }))();
}

const pictureOnly = async (): Promise<Uint8Array> => rewritten(await sealedPdf(), /\/V (\d+ 0 R)/, '/W $1');

const drawnVerdict = 'BT /F1 40 Tf 60 600 Td (VALID - signature verified) Tj ET 0 0.6 0 RG 40 560 500 100 re S';

const looks = attacks(12, 'pdf', [
  ['crop-box', 'CropBox moved', suspicious, onPage('/CropBox [0 0 100 100]')],
  ['media-box', 'page size changed', suspicious, onPage('/MediaBox [0 0 595 400]')],
  ['rotate', 'page turned', suspicious, onPage('/Rotate 180')],
  ['user-unit', 'page enlarged', suspicious, onPage('/UserUnit 2')],
  [
    'picture-without-signature',
    'the picture of a seal, and no field leads to its signature',
    'pdf',
    pictureOnly,
    ['unsigned', 'invalid'],
  ],
  [
    'picture-alone',
    'the picture of a seal in a file that was never signed',
    '',
    () => pdfDocument([{ content: '0.8 0 0 RG 4 w 300 300 120 120 re S BT /F1 14 Tf 310 355 Td (OFFICE SEAL) Tj ET' }]),
    ['unsigned'],
  ],
  [
    'drawn-verdict',
    'a page that draws the panel of a verifier',
    '',
    () => pdfDocument([{ content: drawnVerdict }]),
    ['unsigned'],
  ],
  [
    'drawn-over',
    'the panel of a verifier drawn over a sealed page',
    suspicious,
    update(() => ({ [CONTENT]: streamBody(drawnVerdict) })),
  ],
]);

export const pdfLooks: readonly Attack[] = [...active, ...looks];
