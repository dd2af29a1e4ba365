import { describe, expect, it } from 'vitest';
import { derGeneralizedTime, derInteger, derOctetString, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readTimestampToken, verifyTimestampToken } from '#main/formats/cms/timestamp.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { sampleSignedData } from '#test/support/sample-signed-data.ts';

const { root, sub, signer } = demoAuthority();
const authority = issue('时间戳服务', 'timestamp', sub);
const stamped = signer.sign(Uint8Array.of(1));

const tokenOver = (bytes: Uint8Array, outer: string, digest: string = OID.sm3) => {
  const imprint = derSequence(derSequence(derOid(digest)), derOctetString(sm3(bytes)));
  const genTime = derGeneralizedTime(duringValidity);
  const content = derSequence(derInteger(1), derOid('1.2.3.4'), imprint, derInteger(42), genTime);
  return readTimestampToken(sampleSignedData(authority, { outer, inner: OID.tstInfo, content }));
};
const problems = (token: ReturnType<typeof tokenOver>, bytes: Uint8Array) =>
  verifyTimestampToken(token, bytes)
    .filter(({ state }) => state !== 'ok')
    .map(({ check, reason }) => [check, reason]);

describe('timestamp token of an SM2 authority', () => {
  it.each([OID.gmSignedData, OID.pkcs7SignedData])('verifies over the signature value, under %s', (outer) => {
    const token = tokenOver(stamped, outer);
    expect(problems(token, stamped)).toEqual([]);
    expect(token).toMatchObject({ genTime: duringValidity, serial: 42n, policy: '1.2.3.4' });
    const certificate = readCertificate(token.authorityCertificate ?? new Uint8Array());
    const chain = {
      roots: [root.certificate],
      intermediates: [sub.certificate],
      at: token.genTime,
      role: 'timestamp',
    } as const;
    expect(buildChain(certificate, chain).isTrusted).toBe(true);
    expect(buildChain(certificate, { ...chain, at: new Date('2025-01-01T00:00:00Z') }).isTrusted).toBe(false);
  });

  it('fails over something else (ATK-28)', () => {
    const token = tokenOver(stamped, OID.gmSignedData);
    expect(problems(token, stamped.subarray(1))).toEqual([['timestamp.imprint', 'imprint-mismatch']]);
  });

  it('fails with a digest that is not supported (ATK-28)', () => {
    expect(problems(tokenOver(stamped, OID.gmSignedData, OID.md5), stamped)).toEqual([
      ['timestamp.imprint', 'digest-algorithm-unsupported'],
    ]);
  });

  it('is refused when it is SignedData around something else', () => {
    const other = sampleSignedData(authority, { content: new Uint8Array(32) });
    expect(() => readTimestampToken(other)).toThrow('DOC_SIGNATURE_MALFORMED');
  });
});
