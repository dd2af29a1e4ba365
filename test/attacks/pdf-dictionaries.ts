import { sm3 } from '#main/sm/sm3.ts';
import { appendUpdate, bodyOf, streamBody, textOf } from '#test/support/pdf-documents.ts';
import { timestampToken } from '#test/support/verification-fixture.ts';
import { attacks, type Attack } from './attack.ts';
import { timestampAuthority, signedOn } from './authority.ts';
import { sealedPdf, signedByHand } from './pdf-base.ts';
import { inText } from './pdf-ranges.ts';

const signatureOf = (text: string): number => Number(/(\d+) 0 obj\n<<\s+\/Type \/Sig/.exec(text)?.[1]);

const fieldOf = (text: string): number => Number(/(\d+) 0 obj\n<<[^>]*?\/V \d+ 0 R/.exec(text)?.[1]);

const dictionaries = attacks(8, 'pdf', [
  [
    'other-subfilter',
    'SubFilter of a timestamp for a seal',
    'ses.dataHash:content-changed',
    inText('/GM.sm2seal', '/ETSI.RFC31'),
  ],
  [
    'two-fields',
    'one signature is the value of two fields',
    'pdf.field:sharedByFields',
    () => signedByHand({ fields: { 29: '<< /FT /Sig /T (Second) /V 31 0 R >>' } }),
  ],
  [
    'orphan',
    'the field that holds the signature is emptied later',
    'pdf',
    async () => {
      const sealed = await sealedPdf();
      const field = fieldOf(textOf(sealed));
      return appendUpdate(sealed, { [field]: bodyOf(sealed, field).replace(/\/V \d+ 0 R/, '') });
    },
  ],
  [
    'dictionary-replaced',
    'the dictionary is written again with another time and the same value',
    'pdf',
    async () => {
      const sealed = await sealedPdf();
      const num = signatureOf(textOf(sealed));
      return appendUpdate(sealed, { [num]: bodyOf(sealed, num).replace('(D:2026', '(D:2021') });
    },
  ],
  [
    'security-store-lost',
    'a certificate of the DSS is taken out later',
    'pdf.laterChanges',
    () => {
      const sealed = signedByHand({
        catalog: '/DSS << /Certs [50 0 R 51 0 R] >>',
        objects: { 50: streamBody('one'), 51: streamBody('two') },
      });
      return appendUpdate(sealed, { 1: bodyOf(sealed, 1).replace('50 0 R 51 0 R', '51 0 R') });
    },
  ],
  [
    'security-store-exchanged',
    'the bytes of a certificate of the DSS are exchanged later',
    'pdf.laterChanges',
    () => {
      const sealed = signedByHand({ catalog: '/DSS << /Certs [50 0 R] >>', objects: { 50: streamBody('one') } });
      return appendUpdate(sealed, { 50: streamBody('two') });
    },
  ],
  [
    'timestamp-over-other-data',
    'a document timestamp over the digest of something else',
    '',
    () =>
      signedByHand({
        entries: '/SubFilter2 /x',
        value: () => timestampToken(timestampAuthority, sm3(Uint8Array.of(1)), signedOn),
      }),
  ],
]);

export const pdfDictionaries: readonly Attack[] = [...dictionaries];
