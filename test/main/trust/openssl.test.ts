import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import { certificatesInFile, toPem } from '#main/trust/certificate-file.ts';
import {
  assembleCertificateRequest,
  certificationRequestInfo,
  readCertificateRequest,
} from '#main/trust/certificate-request.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { demoAuthority, duringValidity, issue, validity } from '#test/support/demo-authority.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const dir = mkdtempSync(join(tmpdir(), 'sealkeeper-openssl-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};
const openssl = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  return { status, text: stdout + stderr };
};
const ID = 'distid:1234567812345678';
const seconds = String(duringValidity.getTime() / 1000);

describe.skipIf(!canRun('openssl'))('certificates and requests, judged by OpenSSL', () => {
  const { root, sub, signer, maker } = demoAuthority();
  const rootPem = file('root.pem', toPem(root.certificate.der));
  const subPem = file('sub.pem', toPem(sub.certificate.der));

  // OpenSSL 3.0 gives the user identity to the first certificate only, so each link is asked for by itself.
  it.each([
    ['sub CA', sub, rootPem],
    ['signer', signer, subPem],
    ['seal maker', maker, subPem],
    ['machine', issue('用印计算机', 'machine', sub), subPem],
    ['timestamp', issue('时间戳', 'timestamp', sub), subPem],
  ])('accepts the link above a %s certificate', (name, holder, issuerPem) => {
    const leaf = file(`${name}.pem`, toPem(holder.certificate.der));
    const when = ['-attime', seconds, '-vfyopt', ID];
    const { status, text } = openssl('verify', '-x509_strict', '-partial_chain', ...when, '-CAfile', issuerPem, leaf);
    expect([status, text.trim()]).toEqual([0, `${leaf}: OK`]);
  });

  it('refuses a link above a certificate that was changed', () => {
    const der = Uint8Array.from(signer.certificate.der);
    der[40] = (der[40] ?? 0) ^ 1;
    const changed = file('changed.pem', toPem(der));
    expect(openssl('verify', '-partial_chain', '-vfyopt', ID, '-CAfile', subPem, changed).status).not.toBe(0);
  });

  it('reads the extensions as they were meant', () => {
    const { text } = openssl('x509', '-in', subPem, '-noout', '-text');
    expect(text).toContain('CA:TRUE, pathlen:0');
    expect(text).toContain('Certificate Sign, CRL Sign');
    const leaf = openssl(
      'x509',
      '-in',
      file('leaf.pem', toPem(signer.certificate.der)),
      '-noout',
      '-text',
      '-nameopt',
      'utf8',
    ).text;
    expect(leaf).toContain('Digital Signature, Non Repudiation');
    expect(leaf).toContain('SM2-with-SM3');
    expect(leaf).toContain('CN=张三');
  });

  it('verifies a certificate request, and this side verifies one made by OpenSSL', () => {
    const { privateKey, publicKey } = generateSm2KeyPair();
    const info = certificationRequestInfo({ subjectDer: distinguishedName({ C: 'CN', CN: '王五' }), publicKey });
    const der = assembleCertificateRequest({ info, signatureDer: rsToDer(sm2Sign(privateKey, publicKey, info)) });
    const path = file('request.pem', toPem(der, 'CERTIFICATE REQUEST'));
    expect(openssl('req', '-in', path, '-noout', '-verify', '-vfyopt', ID).text).toMatch(
      /verify OK|self-signature verify OK/i,
    );

    const key = join(dir, 'key.pem');
    execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', key]);
    const made = execFileSync('openssl', [
      'req',
      '-new',
      '-key',
      key,
      '-sm3',
      '-sigopt',
      ID,
      '-subj',
      '/C=CN/CN=openssl',
      '-outform',
      'DER',
    ]);
    expect(readCertificateRequest(made).subject).toBe('C=CN, CN=openssl');
  });

  it('reads a certificate that OpenSSL made, over one chain with ours', () => {
    const csr = file('other.csr', '');
    const key = join(dir, 'other.key');
    execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', key]);
    execFileSync('openssl', [
      'req',
      '-x509',
      '-new',
      '-key',
      key,
      '-sm3',
      '-sigopt',
      ID,
      '-subj',
      '/C=CN/O=o/CN=root',
      '-out',
      csr,
      '-days',
      '10',
    ]);
    const [der] = certificatesInFile(readFileSync(csr));
    const certificate = readCertificate(der ?? new Uint8Array());
    expect([certificate.subject, certificate.isCa, certificate.publicKeyAlgorithm]).toEqual([
      'C=CN, O=o, CN=root',
      true,
      'SM2',
    ]);
  });

  it('reads and verifies a revocation list made here', () => {
    const crl = issueRevocationList(
      {
        issuerDer: sub.certificate.subjectDer,
        thisUpdate: validity.notBefore,
        nextUpdate: validity.notAfter,
        revoked: [{ serialHex: signer.certificate.serialHex, revokedAt: duringValidity }],
      },
      sub.sign,
    );
    const path = join(dir, 'list.crl');
    writeFileSync(path, crl);
    const { text } = openssl('crl', '-in', path, '-inform', 'DER', '-noout', '-text');
    expect(text).toContain(`Serial Number: ${signer.certificate.serialHex.toUpperCase()}`);
    expect(text).toContain('Signature Algorithm: SM2-with-SM3');
  });
});
