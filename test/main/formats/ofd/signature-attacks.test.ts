import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { sealFileFact } from '#main/formats/ofd/seal-file-fact.ts';
import { editOfd, type FileEdits } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { complaints, inspect, stamp } from '#test/support/ofd-stamps.ts';

const list = '/Doc_0/Signs/Signatures.xml';
const signatureXml = '/Doc_0/Signs/Sign_0/Signature.xml';
const sealed = () => stamp(makeOfd());
const sealedTwice = async () => stamp(await sealed());
const listed = (id: string, folder: string) =>
  `<ofd:Signature ID="${id}" Type="Seal" BaseLoc="/Doc_0/Signs/${folder}/Signature.xml"/>`;

async function report(bytes: Uint8Array, edits: FileEdits) {
  return inspect(await editOfd(bytes, edits));
}

async function factsOf(bytes: Uint8Array, edits: FileEdits): Promise<string[]> {
  const { facts, signatures } = await report(bytes, edits);
  return complaints([...facts, ...signatures.flatMap((signature) => signature.facts)]);
}

const inSignature = (from: string | RegExp, to: string): FileEdits => ({
  [signatureXml]: (text) => text.replace(from, to),
});

describe('the unprotected list of signatures (ATK-15)', () => {
  it('fails when a signature that a later one protects was taken out', async () => {
    const edits = { [list]: (text: string) => text.replace(listed('s001', 'Sign_0'), '') };
    expect(await factsOf(await sealedTwice(), edits)).toContain('ofd.signatureList fail signature-unlisted');
  });

  it('warns when the last signature was taken out', async () => {
    const edits = { [list]: (text: string) => text.replace(listed('s003', 'Sign_1'), '') };
    expect(await factsOf(await sealedTwice(), edits)).toContain('ofd.signatureList warn signature-unlisted');
  });

  it('warns when all signatures were taken out, although none is left to check', async () => {
    const { facts, signatures } = await report(await sealed(), {
      [list]: (text) => text.replace(listed('s001', 'Sign_0'), ''),
    });
    expect(signatures).toEqual([]);
    expect(complaints(facts)).toEqual(['ofd.signatureList warn signature-unlisted']);
  });

  it('fails when the list itself was removed', async () => {
    expect(await factsOf(await sealed(), { [list]: null })).toContain('ofd.signatureList fail list-missing');
  });

  it('fails when one signature is shown as two', async () => {
    const edits = { [list]: (text: string) => text.replace('s003', 's009').replace('Sign_1', 'Sign_0') };
    expect(await factsOf(await sealedTwice(), edits)).toContain('ofd.signatureList fail signature-repeated');
  });

  it('warns of identifiers used twice and of a counter set back', async () => {
    const edits = { [list]: (text: string) => text.replace('ID="s003"', 'ID="s001"').replace('>s004<', '>s000<') };
    const facts = await factsOf(await sealedTwice(), edits);
    expect(facts).toContain('ofd.signatureList warn id-repeated');
    expect(facts).toContain('ofd.signatureList warn max-sign-id-low');
  });

  it('keeps signatures valid when the list is reordered', async () => {
    const first = listed('s001', 'Sign_0');
    const edits = { [list]: (text: string) => text.replace(first, '').replace('</ofd:Sig', `${first}</ofd:Sig`) };
    expect(await factsOf(await sealedTwice(), edits)).toEqual([]);
  });
});

describe('check methods (ATK-17)', () => {
  it.each(['1.2.156.10197.1.401', '1.2.156.10197.1.401.2', 'SM3', 'sm3'])('reads %s as SM3', async (method) => {
    expect(await factsOf(await sealed(), inSignature('1.2.156.10197.1.401', method))).toEqual([]);
  });

  it.each(['CRC32', '1.2.3', '', 'SHA256withSM2', '1.2.156.10197.1.4011'])(
    'fails on “%s”, which it does not know',
    async (method) => {
      const facts = await factsOf(await sealed(), inSignature('1.2.156.10197.1.401', method));
      expect(facts).toEqual(['ofd.references fail unknown-check-method']);
    },
  );

  it('fails when the references are empty', async () => {
    const facts = await factsOf(await sealed(), inSignature(/<ofd:Reference .*<\/ofd:Reference>/, ''));
    expect(facts).toContain('ofd.references fail no-references');
  });

  it.each([
    ['md5', ' CheckMethod="MD5"', ['ofd.weakDigest warn weak-digest']],
    ['md5', '', ['ofd.weakDigest warn weak-digest']],
    ['sha1', ' CheckMethod="SHA-1"', ['ofd.weakDigest warn weak-digest']],
    ['sha256', ' CheckMethod="SHA256"', []],
  ])('computes %s where References say “%s”', async (algorithm, attribute, expected) => {
    const pkg = await openOfd(memorySource(await sealed()));
    const digestOf = (path: string) => createHash(algorithm).update(pkg.read(path)).digest('base64');
    const facts = await factsOf(await sealed(), {
      [signatureXml]: (text) =>
        text
          .replace(' CheckMethod="1.2.156.10197.1.401"', attribute)
          .replace(
            /FileRef="([^"]+)"><ofd:CheckValue>[^<]+/g,
            (_, path: string) => `FileRef="${path}"><ofd:CheckValue>${digestOf(path)}`,
          ),
    });
    expect(facts).toEqual(expected);
  });

  it.each(['', 'AAAA', '####'])('fails on the check value “%s”', async (value) => {
    const facts = await factsOf(await sealed(), inSignature(/<ofd:CheckValue>[^<]+/, `<ofd:CheckValue>${value}`));
    expect(facts).toEqual(['ofd.references fail digest-mismatch']);
  });
});

describe('paths of references (ATK-18)', () => {
  const main = 'FileRef="/OFD.xml"';

  it.each([
    ['relative', 'FileRef="../../../OFD.xml"'],
    ['with back-slashes', 'FileRef="\\OFD.xml"'],
    ['in other letter case', 'FileRef="/ofd.XML"'],
    ['with dots', 'FileRef="/./Doc_0/../OFD.xml"'],
  ])('warns of one that is %s, and checks the file it means', async (_, form) => {
    expect(await factsOf(await sealed(), inSignature(main, form))).toContain('ofd.paths warn file-ref-form');
  });

  it('fails on percent-encoding, which names another file', async () => {
    const facts = await factsOf(await sealed(), inSignature(main, 'FileRef="/OFD%2Exml"'));
    expect(facts).toContain('ofd.referenceMissing fail file-removed');
  });

  it('fails the signature when a path leaves the package', async () => {
    const facts = await factsOf(await sealed(), inSignature(main, 'FileRef="/../OFD.xml"'));
    expect(facts).toEqual(['ofd.structure fail path-escapes']);
  });
});

describe('structure of Signature.xml (ATK-27)', () => {
  it.each([
    ['two SignedInfo', '</ofd:SignedInfo>', '</ofd:SignedInfo><ofd:SignedInfo/>', 'xml-duplicate-element'],
    [
      'two SignedValue',
      '</ofd:Signature>',
      '<ofd:SignedValue>x</ofd:SignedValue></ofd:Signature>',
      'xml-duplicate-element',
    ],
    ['no References', /<ofd:References.*<\/ofd:References>/, '', 'xml-missing-element'],
    ['a DOCTYPE', '<ofd:Signature ', '<!DOCTYPE a><ofd:Signature ', 'xml-doctype'],
    ['another root', /ofd:Signature(?=[ >])/g, 'ofd:Other', 'main-root'],
  ])('fails with %s', async (_, from, to, reason) => {
    expect(await factsOf(await sealed(), inSignature(from, to))).toContain(`ofd.structure fail ${reason}`);
  });
});

describe('stamps (ATK-24)', () => {
  const box = 'PageRef="101" Boundary="120 80 42 42"';

  it.each([
    ['on a page that does not exist', 'PageRef="999" Boundary="120 80 42 42"', 'stamp-page-missing'],
    ['outside the page', 'PageRef="101" Boundary="500 80 42 42"', 'stamp-outside-page'],
    ['as large as the page', 'PageRef="101" Boundary="0 0 210 297"', 'stamp-covers-page'],
    ['hidden by its clip', `${box} Clip="50 0 10 10"`, 'stamp-hidden'],
  ])('warns of one %s', async (_, to, reason) => {
    expect(await factsOf(await sealed(), inSignature(box, to))).toEqual([`ofd.stamps warn ${reason}`]);
  });

  it('warns of a seal without a stamp', async () => {
    const facts = await factsOf(await sealed(), inSignature(/<ofd:StampAnnot[^>]+>/, ''));
    expect(facts).toEqual(['ofd.stamps warn stamp-none']);
  });

  it('accepts the slices of a straddle seal, which lie partly beyond the edge', async () => {
    const slice = 'PageRef="101" Boundary="202 128.5 40 40" Clip="0 0 8 40"';
    expect(await factsOf(await sealed(), inSignature(box, slice))).toEqual([]);
  });
});

describe('the seal file (ATK-19)', () => {
  const embedded = Buffer.from('seal');

  it.each([
    ['agrees with the seal in the signature', {}, embedded, 'ok'],
    ['differs from it', { '/Doc_0/Signs/Sign_0/Seal.esl': 'other' }, embedded, 'fail'],
    ['is named but missing', { '/Doc_0/Signs/Sign_0/Seal.esl': null }, embedded, 'fail'],
    ['is not named, as many vendors have it', inSignature(/<ofd:Seal>.*<\/ofd:Seal>/, ''), embedded, 'ok'],
    ['stands beside a signature without a seal', {}, null, 'warn'],
  ])('%s', async (_, edits, seal, state) => {
    const { signatures } = await report(await sealed(), edits as FileEdits);
    expect(sealFileFact(signatures[0]!, seal).state).toBe(state);
  });
});
