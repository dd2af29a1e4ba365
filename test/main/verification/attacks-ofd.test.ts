import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { judgeBytes } from '#test/support/judge-bytes.ts';
import { editOfd, type FileEdits } from '#test/support/ofd-editor.ts';
import { makeOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { sealDocument, type SealingSample } from '#test/support/sealed-documents.ts';
import { contextOf, statusOf, trustIn } from '#test/support/verification-fixture.ts';

const authority = demoAuthority();
const trusted = contextOf(trustIn(authority));
const seal = (sample: SealingSample = {}, bytes = makeOfd({ pages: 2 })) =>
  sealDocument(authority, bytes, { time: duringValidity, ...sample });

const list = '/Doc_0/Signs/Signatures.xml';
const signature = '/Doc_0/Signs/Sign_0/Signature.xml';
const page = '/Doc_0/Pages/Page_0/Content.xml';
const documentXml = '/Doc_0/Document.xml';
const listedFirst = /<ofd:Signature ID="s001"[^>]*\/>/;

/** Verdict and decisive reason of the whole file. */
async function line(bytes: Uint8Array, context = trusted): Promise<string> {
  const { verdict, reasons } = await judgeBytes(bytes, context);
  const decisive = reasons.find((reason) => !reason.startsWith('seal.status:no-status'));
  return [verdict, decisive].filter(Boolean).join(' ');
}
const afterwards = async (edits: FileEdits, bytes?: Uint8Array) => line(await editOfd(bytes ?? (await seal()), edits));

describe('a sealed OFD', () => {
  it('is valid as it was sealed, and packed anew', async () => {
    expect(await line(await seal())).toBe('valid');
    expect(await afterwards({})).toBe('valid');
  });

  it.each([
    ['a page', { [page]: (text: string) => text.replace('第', '弟') }, 'invalid ofd.references:digest-mismatch'],
    [
      'the document description',
      { [documentXml]: (text: string) => `${text} ` },
      'invalid ofd.references:digest-mismatch',
    ],
    [
      'the place of the stamp',
      { [signature]: (text: string) => text.replace('42 42"', '43 43"') },
      'invalid ses.dataHash:content-changed',
    ],
    ['a protected page, which is gone', { [page]: null }, 'invalid ofd.referenceMissing:file-removed'],
  ])('is invalid after a change of %s', async (_, edits, expected) => {
    expect(await afterwards(edits)).toBe(expected);
  });
});

describe('what a seal does not cover (ATK-14)', () => {
  it('is told when it is not shown', async () => {
    expect(await afterwards({ '/Doc_0/smuggled.xml': 'x' })).toBe('valid ofd.coverage:unlisted-file');
  });

  it('makes the seal invalid when it is shown', async () => {
    const withTemplate = makeOfd({
      documentExtra: '<ofd:Annotations>Annotations.xml</ofd:Annotations>',
    });
    const annotated = await afterwards(
      { '/Doc_0/Annotations.xml': pageXml(textObject('改')) },
      await seal({}, withTemplate),
    );
    expect(annotated).toBe('invalid ofd.coverage:content-not-covered');
  });
});

describe('the list of signatures (ATK-15)', () => {
  it('cannot lose a seal that a later one has seen', async () => {
    const twice = await seal({}, await seal());
    expect(await afterwards({ [list]: (text) => text.replace(listedFirst, '') }, twice)).toMatch(
      /^invalid ofd\.signatureList:signature-unlisted/,
    );
  });

  it('cannot lose its only seal unnoticed', async () => {
    expect(await afterwards({ [list]: (text) => text.replace(listedFirst, '') })).toBe(
      'unsigned ofd.signatureList:signature-unlisted',
    );
  });

  it('cannot be lost itself', async () => {
    expect(await afterwards({ [list]: null })).toBe('invalid ofd.signatureList:list-missing');
  });

  it('cannot show one seal as two', async () => {
    const twice = await seal({}, await seal());
    expect(await afterwards({ [list]: (text) => text.replace('/Sign_1/', '/Sign_0/') }, twice)).toMatch(/^invalid /);
  });

  it('gives no seal to another document', async () => {
    const other = await seal({}, makeOfd({ text: () => '别的文件' }));

    const stolen = await openOfd(memorySource(await seal()));
    const edits = Object.fromEntries(
      [...stolen.files.keys()].filter((path) => path.includes('/Sign_0/')).map((path) => [path, stolen.read(path)]),
    );
    expect(await afterwards(edits, other)).toBe('invalid ofd.references:digest-mismatch');
  });
});

describe('several documents in one package (ATK-16)', () => {
  it('are not all sealed by a seal on the first', async () => {
    const body =
      '<ofd:DocBody><ofd:DocInfo><ofd:DocID>00000000000000000000000000000002</ofd:DocID></ofd:DocInfo>' +
      '<ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>';
    const second = (text: string): string => text.replace('</ofd:OFD>', body);
    const copied = { '/Doc_1/Document.xml': '', '/Doc_1/Pages/Page_0/Content.xml': pageXml(textObject('夹带')) };
    const sealed = await seal();
    const edits: FileEdits = { ...copied, '/OFD.xml': second, '/Doc_1/Document.xml': await documentOf(sealed) };
    expect(await afterwards(edits, sealed)).toMatch(/^invalid /);
  });
});

describe('check methods (ATK-17) and paths (ATK-18)', () => {
  it.each(['MD5', 'CRC32', '1.2.3.4'])('downgraded to %s afterwards are a change', async (method) => {
    const downgrade = (text: string): string => text.replace(/CheckMethod="[^"]+"/, `CheckMethod="${method}"`);
    expect(await afterwards({ [signature]: downgrade })).toMatch(/^invalid /);
  });

  it('that lead out of the package are refused', async () => {
    const edits = { [signature]: (text: string) => text.replace(`FileRef="${page}"`, 'FileRef="../../secret"') };
    expect(await afterwards(edits)).toMatch(/^(invalid|error) /);
  });
});

const suspendedSince = (since: string) =>
  contextOf(trustIn(authority), { status: statusOf({ state: 'suspended', since: new Date(since) }) });

describe('the seal (ATK-19, ATK-20, ATK-21, ATK-9)', () => {
  it('is invalid when Seal.esl is another one, although its digest is right (ATK-19)', async () => {
    const otherSeal = makeSeal(authority.maker, authority.signer, { name: '别的单位公章' });
    expect(await line(await seal({ sealFile: otherSeal }))).toBe('invalid ofd.sealFile:seal-file-differs');
  });

  it('is undecided when its maker made himself, and when an authority for signers certified him (ATK-20)', async () => {
    for (const maker of [issue('冒充', 'seal-maker'), issue('冒充', 'seal-maker', authority.sub)]) {
      expect(await line(await seal({ maker }))).toBe('indeterminate trust.maker:maker-not-listed');
    }
  });

  it('is invalid when somebody signs with the seal of another (ATK-21)', async () => {
    const thief = issue('李四', 'signer', authority.sub);
    expect(await line(await seal({ signer: thief, listed: authority.signer }))).toBe(
      'invalid ses.signerInSeal:signer-not-in-list',
    );
  });

  it('is invalid when the seal was altered after its maker signed (ATK-20)', async () => {
    const sealDer = makeSeal(authority.maker, authority.signer);
    const at = Buffer.from(sealDer).indexOf('测试单位公章');
    const altered = Buffer.from(sealDer);
    altered.write('冒充单位公章', at);
    expect(await line(await seal({ sealDer: new Uint8Array(altered), sealFile: new Uint8Array(altered) }))).toBe(
      'invalid ses.makerSignature:signature-mismatch',
    );
  });

  it.each([
    ['not yet valid', { validFrom: new Date('2028-01-01T00:00:00Z') }, 'invalid ses.sealValidity:seal-not-yet-valid'],
    ['expired', { validTo: new Date('2027-01-01T00:00:00Z') }, 'invalid ses.sealValidity:seal-expired'],
  ])('is invalid when it was %s at signing (ATK-21)', async (_, changes, expected) => {
    expect(await line(await seal({ seal: changes }))).toBe(expected);
  });

  it('is invalid after a suspension, and undecided when only the signer says that it was before (ATK-21)', async () => {
    const sealed = await seal();
    expect(await line(sealed, suspendedSince('2027-05-01T00:00:00Z'))).toBe(
      'invalid seal.status:sealed-after-suspended',
    );
    expect(await line(sealed, suspendedSince('2027-06-01T12:00:00Z'))).toBe(
      'indeterminate seal.status:suspended-since',
    );
  });
});

describe('a seal over two pages', () => {
  it('says on which pages its stamps are', async () => {
    const placements = [1, 2].map((number) => ({ page: number, xMm: 50, yMm: 50, widthMm: 42, heightMm: 42 }));
    const { signatures } = await judgeBytes(await seal({ placements }), trusted);
    expect(signatures[0]?.pages).toEqual([1, 2]);
  });

  it('is told by the digest of the file as it lies there', async () => {
    const sealed = await seal();
    const { sm3: digest } = await judgeBytes(sealed, trusted);
    expect(digest).toBe(Buffer.from(sm3(sealed)).toString('hex'));
  });
});

async function documentOf(bytes: Uint8Array): Promise<string> {
  const pkg = await openOfd(memorySource(bytes));
  const text = new TextDecoder().decode(pkg.read(documentXml));
  return text.replace(/<ofd:Page ID="102"[^>]*\/>/, '');
}
