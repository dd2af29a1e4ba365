import { ofdFiles, ofdNamespace, packOfd } from '#test/support/ofd-maker.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { edited, paths, signedAnew } from './ofd-base.ts';
import { xml } from './ofd-look.ts';

const broken: AttackRow[4] = ['invalid', 'error'];

const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');

const markup = attacks(27, 'ofd', [
  [
    'external-entity',
    'a DOCTYPE with an external entity in Document.xml',
    'DOC_HOSTILE',
    xml(
      (text) =>
        text
          .replace('<ofd:Document', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ofd:Document')
          .replace('9999', '&x;'),
      paths.document,
    ),
    broken,
  ],
  [
    'entity-bomb',
    'entities that unfold to 10^12 letters',
    'DOC_HOSTILE',
    xml(
      (text) =>
        text
          .replace('<ofd:Document', `<!DOCTYPE a [<!ENTITY e0 "x">${entities}]><ofd:Document`)
          .replace('9999', '&e12;'),
      paths.document,
    ),
    broken,
  ],
  [
    'attribute-twice',
    'one attribute twice',
    'ofd',
    xml((text) => text.replace('PageRef=', 'PageRef="1" PageRef=')),
    broken,
  ],
  [
    'namespace-shadowed',
    'the prefix means another namespace further down',
    'ofd',
    xml((text) => text.replace('<ofd:References', '<ofd:References xmlns:ofd="urn:other"')),
    broken,
  ],
  [
    'cdata',
    'the same text as CDATA, after sealing',
    'ses.dataHash:content-changed',
    xml((text) => text.replace(/<ofd:CheckValue>([^<]+)/, '<ofd:CheckValue><![CDATA[$1]]>')),
    broken,
  ],
  [
    'encoding-lie',
    'the declaration says GBK and the bytes are UTF-8',
    '',
    xml((text) => text.replace('UTF-8', 'GBK'), paths.document),
    broken,
  ],
  [
    'deep-nesting',
    'ten thousand elements inside each other',
    'DOC_HOSTILE',
    xml(
      (text) => text.replace('</ofd:Document>', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</ofd:Document>`),
      paths.document,
    ),
    broken,
  ],
  [
    'two-signed-infos',
    'two SignedInfo',
    'ofd.structure:xml-duplicate-element',
    signedAnew({
      [paths.signature]: (text) => text.replace('</ofd:SignedInfo>', '</ofd:SignedInfo><ofd:SignedInfo/>'),
    }),
    broken,
  ],
  [
    'two-signed-values',
    'two SignedValue',
    'ofd.structure:xml-duplicate-element',
    signedAnew({
      [paths.signature]: (text) =>
        text.replace('</ofd:Signature>', '<ofd:SignedValue>x</ofd:SignedValue></ofd:Signature>'),
    }),
    broken,
  ],
  [
    'comment-in-value',
    'a comment inside a check value, after sealing',
    '',
    xml((text) => text.replace(/<ofd:CheckValue>(.{4})/, '<ofd:CheckValue>$1<!-- -->')),
    broken,
  ],
]);

const encrypted = attacks(29, 'ofd', [
  [
    'encrypted',
    'a package after GM/T 0099 whose files are ciphertext',
    'DOC_ENCRYPTED',
    () => packOfd({ ...ofdFiles(), 'Encryptions.xml': `<ofd:Encryptions ${ofdNamespace}/>` }),
    ['error', 'unsigned'],
  ],
  [
    'encrypted-afterwards',
    'the mark of encryption put in after sealing',
    'DOC_ENCRYPTED',
    edited({ '/Encryptions.xml': `<ofd:Encryptions ${ofdNamespace}/>` }),
    ['error', 'invalid'],
  ],
  [
    'integrity-list-wrong',
    'a list of integrity (GM/T 0099) that names other files than there are, put in after sealing: nothing shown changes, a warning is due',
    '',
    edited({
      '/OFDEntries.xml': `<ofd:DocEntries ${ofdNamespace} ID="1"><ofd:SignedValueLoc>signedvalue.dat</ofd:SignedValueLoc><ofd:FileList><ofd:File ID="1"><ofd:FileLoc>/gone.xml</ofd:FileLoc></ofd:File></ofd:FileList></ofd:DocEntries>`,
      '/signedvalue.dat': 'x',
    }),
    ['valid', 'invalid', 'indeterminate', 'error'],
  ],
]);

export const ofdMarkup: readonly Attack[] = [...markup, ...encrypted];
