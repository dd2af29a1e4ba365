import { type FileEdits } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { attacks, type Attack } from './attack.ts';
import { edited, fileOf, paths, sealedOfd } from './ofd-base.ts';
import { first, second } from './ofd-content.ts';

const twice = async (): Promise<Uint8Array> => sealedOfd({}, await sealedOfd());

const inList = (from: string | RegExp, to: string): FileEdits => ({ [paths.list]: (text) => text.replace(from, to) });

const lists = attacks(15, 'ofd', [
  [
    'first-entry-removed',
    'the first of two seals is taken out of the list',
    'ofd.signatureList:signature-unlisted',
    edited(inList(first, ''), twice),
  ],
  [
    'last-entry-removed',
    'the last of two seals is taken out of the list: nothing signed proves it, a warning is due',
    '',
    edited(inList(second, ''), twice),
    ['valid', 'invalid', 'indeterminate'],
  ],
  [
    'only-entry-removed',
    'the only seal is taken out of the list',
    'ofd.signatureList:signature-unlisted',
    edited(inList(first, '')),
    ['unsigned', 'invalid'],
  ],
  ['list-removed', 'the list is taken out', 'ofd.signatureList:list-missing', edited({ [paths.list]: null })],
  [
    'reordered',
    'the entries in another order: no change of what is signed',
    '',
    edited(
      {
        [paths.list]: (text) => {
          const entry = first.exec(text)?.[0] ?? '';
          return text.replace(entry, '').replace('</ofd:Signatures>', `${entry}</ofd:Signatures>`);
        },
      },
      twice,
    ),
    ['valid'],
  ],
  ['repointed', 'both entries lead to the first seal', 'ofd', edited(inList('/Sign_1/', '/Sign_0/'), twice)],
  [
    'id-repeated',
    'one identifier twice: a warning is due',
    '',
    edited(inList('ID="s003"', 'ID="s001"'), twice),
    ['valid', 'invalid', 'indeterminate'],
  ],
  [
    'counter-set-back',
    'MaxSignId set back: a warning is due',
    '',
    edited(inList('>s004<', '>s000<'), twice),
    ['valid', 'invalid', 'indeterminate'],
  ],
  [
    'seal-of-another-file',
    'the seal of another file is put in its place',
    'ofd.references:digest-mismatch',
    async () => {
      const [own, other] = [await sealedOfd({}, makeOfd({ text: () => '别的文件' })), await sealedOfd()];
      return edited(
        {
          [paths.signature]: await fileOf(other, paths.signature),
          [paths.value]: await fileOf(other, paths.value),
          [paths.seal]: await fileOf(other, paths.seal),
        },
        async () => own,
      )();
    },
  ],
]);

export const ofdLists: readonly Attack[] = [...lists];
