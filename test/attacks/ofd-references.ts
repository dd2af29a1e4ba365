import { type FileEdits } from '#test/support/ofd-editor.ts';
import { createHash } from 'node:crypto';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { edited, fileOf, paths, sealedOfd, signedAnew } from './ofd-base.ts';

const digested = (algorithm: string, attribute: string) => async (): Promise<Uint8Array> => {
  const base = await sealedOfd();
  const xml = new TextDecoder().decode(await fileOf(base, paths.signature));
  const named = [...xml.matchAll(/FileRef="([^"]+)"/g)].map(([, path]) => path!);
  const values = new Map<string, string>();
  for (const path of named)
    values.set(
      path,
      createHash(algorithm)
        .update(await fileOf(base, path))
        .digest('base64'),
    );
  const changed = xml
    .replace(/ CheckMethod="[^"]+"/, attribute)
    .replace(
      /FileRef="([^"]+)"><ofd:CheckValue>[^<]+/g,
      (_, path: string) => `FileRef="${path}"><ofd:CheckValue>${values.get(path)}`,
    );
  return signedAnew({ [paths.signature]: changed }, async () => base)();
};

const inSignature = (from: string | RegExp, to: string): FileEdits => ({
  [paths.signature]: (text) => text.replace(from, to),
});

const method = (name: string): Attack['make'] =>
  signedAnew(inSignature(/CheckMethod="[^"]+"/, `CheckMethod="${name}"`));

const methods = attacks(17, 'ofd', [
  [
    'md5',
    'MD5 digests, right ones, signed as such: a warning is due',
    '',
    digested('md5', ' CheckMethod="MD5"'),
    ['valid', 'invalid', 'indeterminate'],
  ],
  [
    'sha1',
    'SHA-1 digests, right ones, signed as such: a warning is due',
    '',
    digested('sha1', ' CheckMethod="SHA1"'),
    ['valid', 'invalid', 'indeterminate'],
  ],
  ['crc32', 'a method of the name CRC32', 'ofd.references:unknown-check-method', method('CRC32')],
  ['unknown-identifier', 'an object identifier nobody knows', 'ofd.references:unknown-check-method', method('1.2.3.4')],
  [
    'similar-identifier',
    'an identifier that only begins like SM3',
    'ofd.references:unknown-check-method',
    method('1.2.156.10197.1.4011'),
  ],
  [
    'md5-afterwards',
    'the method is downgraded after sealing',
    'ofd',
    edited(inSignature(/CheckMethod="[^"]+"/, 'CheckMethod="MD5"')),
  ],
  [
    'mixed-methods',
    'the method says SHA-256 and the values are SM3',
    'ofd.references:digest-mismatch',
    method('SHA256'),
  ],
  [
    'no-references',
    'no references at all, signed as such',
    'ofd.references:no-references',
    signedAnew(inSignature(/<ofd:Reference .*<\/ofd:Reference>/, '')),
  ],
  [
    'empty-value',
    'an empty check value, signed as such',
    'ofd.references:digest-mismatch',
    signedAnew(inSignature(/<ofd:CheckValue>[^<]+/, '<ofd:CheckValue>')),
  ],
]);

const named = (name: string, description: string, form: string, reason: string, expected?: AttackRow[4]): AttackRow => [
  name,
  description,
  reason,
  signedAnew(inSignature(`FileRef="${paths.page}"`, `FileRef="${form}"`)),
  expected,
];

const sameFile: AttackRow[4] = ['valid', 'invalid', 'indeterminate'];

const locations = attacks(18, 'ofd', [
  named(
    'relative',
    'a relative path that means the same file: a warning is due',
    '../../Pages/Page_0/Content.xml',
    '',
    sameFile,
  ),
  named(
    'with-dots',
    'a path with dots that means the same file: a warning is due',
    '/Doc_0/./Pages/../Pages/Page_0/Content.xml',
    '',
    sameFile,
  ),
  named(
    'letter-case',
    'a path in other letter case: a warning is due',
    '/doc_0/pages/page_0/content.XML',
    '',
    sameFile,
  ),
  named(
    'back-slashes',
    'a path with back-slashes: a warning is due',
    '\\Doc_0\\Pages\\Page_0\\Content.xml',
    '',
    sameFile,
  ),
  named(
    'percent-encoded',
    'a percent-encoded path, which names another file',
    '/Doc_0/Pages/Page_0/Content%2Exml',
    'ofd',
  ),
  named('out-of-the-package', 'a path that leaves the package', '../../../../../secret.xml', 'ofd', [
    'invalid',
    'error',
  ]),
  named('composed', 'a path in another Unicode form', '/Doc_0/Pages/Page_0/Contént.xml', 'ofd'),
  named('of-an-address', 'an address instead of a path', 'http://example.invalid/Content.xml', 'ofd', [
    'invalid',
    'error',
  ]),
]);

export const ofdReferences: readonly Attack[] = [...methods, ...locations];
