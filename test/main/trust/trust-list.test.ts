import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toPem } from '#main/trust/certificate-file.ts';
import { parseTrustList, readTrustFolder } from '#main/trust/trust-list.ts';
import { demoAuthority, issue } from '#test/support/demo-authority.ts';

const { root, sub, signer, maker } = demoAuthority();
const makerRoot = issue('制章根', 'root-ca');
const encryption = issue('李四', 'encryption', sub);
const base = mkdtempSync(join(tmpdir(), 'sealkeeper-trust-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const folder = (name: string, files: Record<string, string | Uint8Array>): string => {
  const dir = join(base, name);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  return dir;
};
const names = (certificates: readonly { commonName: string }[]) => certificates.map(({ commonName }) => commonName);

describe('folder of trusted certificates', () => {
  it('sorts them by what they are: a certificate that is no authority is a pinned maker', () => {
    const list = readTrustFolder(
      folder('full', {
        'root.crt': toPem(root.certificate.der),
        'sub.cer': Buffer.from(sub.certificate.der).toString('base64'),
        'maker.der': maker.certificate.der,
        'makers/组织.pem': toPem(signer.certificate.der),
        'encryption.crt': toPem(encryption.certificate.der),
        'maker-roots/root.pem': toPem(makerRoot.certificate.der),
        'README.txt': 'not a certificate',
      }),
    );
    expect(names(list.signerRoots)).toEqual(['测试根']);
    expect(names(list.intermediates)).toEqual(['测试运营CA']);
    expect(names(list.makers).sort()).toEqual(['制章中心', '张三'].sort());
    expect(names(list.makerRoots)).toEqual(['制章根']);
    expect(list.ignored).toEqual(['encryption.crt']);
  });

  it('reads several certificates from one PEM file', () => {
    const bundle = toPem(root.certificate.der) + toPem(sub.certificate.der);
    const list = readTrustFolder(folder('bundle', { 'bundle.pem': bundle }));
    expect([names(list.signerRoots), names(list.intermediates)]).toEqual([['测试根'], ['测试运营CA']]);
  });

  it('does not take a certificate for a root that only bears its own name', () => {
    const claimed = issue('测试根', 'root-ca', sub, {
      issuer: { subjectDer: root.certificate.subjectDer, publicKey: sub.publicKey },
    });
    const list = readTrustFolder(folder('claimed', { 'root.crt': toPem(claimed.certificate.der) }));
    expect([names(list.signerRoots), names(list.intermediates)]).toEqual([[], ['测试根']]);
  });

  it('refuses a folder that is missing or holds a broken certificate', () => {
    expect(() => readTrustFolder(join(base, 'nowhere'))).toThrow('TRUST_LIST_UNREADABLE');
    const broken = folder('broken', { 'root.crt': toPem(root.certificate.der.subarray(0, 200)) });
    expect(() => readTrustFolder(broken)).toThrow('TRUST_LIST_UNREADABLE');
  });
});

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

describe('trust list of the registry', () => {
  const data = {
    number: 7,
    issuedAt: '2026-06-01T00:00:00Z',
    roots: [base64(root.certificate.der)],
    intermediates: [base64(sub.certificate.der)],
    makers: [base64(maker.certificate.der)],
  };

  it('becomes certificates by their use', () => {
    const list = parseTrustList(data);
    expect(list).toMatchObject({ number: 7, issuedAt: new Date('2026-06-01T00:00:00Z'), makerRoots: [] });
    expect([names(list.signerRoots), names(list.intermediates), names(list.makers)]).toEqual([
      ['测试根'],
      ['测试运营CA'],
      ['制章中心'],
    ]);
  });

  it.each([
    ['without a number', { ...data, number: undefined }],
    ['with a broken certificate', { ...data, makers: ['MIIB'] }],
    ['that is no object', 'list'],
  ])('is refused %s', (_, wrong) => {
    expect(() => parseTrustList(wrong)).toThrow('TRUST_LIST_UNREADABLE');
  });
});
