import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf, readDer } from '#main/formats/der/der-element.ts';
import { derExplicit, derOctetString, derOid, derSequence, derTlv } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { revocationArchive } from '#main/formats/cms/revocation-archive.ts';
import { readTimestampToken, verifyTimestampToken } from '#main/formats/cms/timestamp.ts';
import { tokenWithMaterial } from '#main/formats/cms/token-material.ts';
import { writeTimestampToken } from '#main/formats/cms/write-timestamp.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { basicOcspResponse } from '#main/trust/ocsp-response.ts';
import { carriedMaterial } from '#main/verification/check-revocation.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { ocspAnswer } from '#test/support/ocsp-sample.ts';

const { sub, signer } = demoAuthority();
const authority = issue('时间戳服务', 'timestamp', sub);
const stamped = signer.sign(Uint8Array.of(1));
const plain = writeTimestampToken(
  { policy: '1.2.3.4', imprint: sm3(stamped), serial: Uint8Array.of(42), genTime: duringValidity },
  authority.certificate.der,
  true,
  (attributes) => rsToDer(authority.sign(attributes)),
);
const day = 86_400_000;
const answer = (certificate = signer.certificate): Uint8Array =>
  ocspAnswer({
    issuer: sub,
    certificate,
    thisUpdate: duringValidity,
    nextUpdate: new Date(duringValidity.getTime() + day),
  });
const basic = basicOcspResponse(answer());
const nothing = { certificates: [], lists: [], responses: [] };
const responsesIn = (token: Uint8Array) =>
  revocationArchive(readSignedData(token).signers[0]!).responses.map((der) => Buffer.from(der).toString('hex'));
const hex = (der: Uint8Array): string => Buffer.from(der).toString('hex');

describe('a timestamp token with status responses', () => {
  const token = tokenWithMaterial(plain, { ...nothing, certificates: [sub.certificate.der], responses: [basic] });

  it('is the same statement, signed by the same authority, under the same version', () => {
    const [before, after] = [readTimestampToken(plain), readTimestampToken(token)];
    expect(verifyTimestampToken(after, stamped).filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(after.signedData.version).toBe(before.signedData.version);
    expect(after.signedData.signers[0]!.signature).toEqual(before.signedData.signers[0]!.signature);
    expect(after.genTime).toEqual(before.genTime);
  });

  it('gives them back to whoever verifies', () => {
    expect(responsesIn(token)).toEqual([hex(basic)]);
    const { signedData } = readTimestampToken(token);
    expect(carriedMaterial(signedData, signedData.signers[0]).responses).toMatchObject([
      { answers: [{ serialHex: signer.certificate.serialHex, status: 'good' }] },
    ]);
  });

  it('holds each once and in one attribute, however often material is laid in', () => {
    const other = basicOcspResponse(answer(authority.certificate));
    const twice = tokenWithMaterial(token, { ...nothing, responses: [basic, other] });
    expect(responsesIn(twice)).toEqual([hex(basic), hex(other)]);
    expect(readSignedData(twice).signers[0]!.unsignedAttributes).toHaveLength(1);
    expect(tokenWithMaterial(token, { ...nothing, responses: [basic] })).toEqual(token);
  });

  it('is untouched where there is nothing to lay in', () => {
    expect(tokenWithMaterial(plain, nothing)).toEqual(plain);
  });

  it('is read, too, where another program laid a response among the lists (RFC 5940)', () => {
    const choice = derTlv(0xa1, derOid(OID.ocspResponseChoice), answer());
    const unknown = derTlv(0xa1, derOid('1.2.3'), derSequence());
    const foreign = withLists(choice, unknown);
    const { signedData } = readTimestampToken(foreign);
    expect(carriedMaterial(signedData, signedData.signers[0]).responses).toHaveLength(1);
    expect(verifyTimestampToken(readTimestampToken(foreign), stamped).every(({ state }) => state === 'ok')).toBe(true);
  });
});

/** The token as another program would write it, with these choices in the field for lists. */
function withLists(...choices: readonly Uint8Array[]): Uint8Array {
  const [type, wrapped] = childrenOf(readDer(plain, 'token', 1 << 20), 'token');
  const [signedData] = childrenOf(wrapped!, 'token');
  const fields = childrenOf(signedData!, 'token').map(({ bytes }) => bytes);
  const inner = derSequence(...fields.slice(0, -1), derTlv(0xa1, ...choices), fields.at(-1)!);
  return derSequence(type!.bytes, derExplicit(0, inner));
}

const asToken = (file: string) => ask('openssl', ['ts', '-reply', '-token_in', '-in', file, '-text']);

describe.skipIf(!canRun('openssl'))('to OpenSSL such a token', () => {
  const token = tokenWithMaterial(plain, { ...nothing, certificates: [sub.certificate.der], responses: [basic] });
  let folder: string;
  const file = (name: string, bytes: Uint8Array): string => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'token-material-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is a timestamp token, which one with a response among its lists is not', () => {
    expect(asToken(file('token.der', token))).toMatchObject({
      status: 0,
      text: expect.stringContaining('Policy OID: 1.2.3.4'),
    });
    expect(
      asToken(file('other.der', withLists(derTlv(0xa1, derOid(OID.ocspResponseChoice), answer())))).status,
    ).not.toBe(0);
  });

  it('is SignedData whose signer has the attribute of ETSI EN 319 122-1', () => {
    const { status, text } = ask('openssl', [
      'cms',
      '-cmsout',
      '-print',
      '-inform',
      'DER',
      '-in',
      file('c.der', token),
    ]);
    expect(status).toBe(0);
    expect(text).toMatch(
      /unsignedAttrs:\s+object: id-smime-aa-ets-revocationValues \(1\.2\.840\.113549\.1\.9\.16\.2\.24\)/,
    );
  });

  it('holds a response about the signer, good by the word of its issuer', () => {
    const bytes = derSequence(
      derOid('1.3.6.1.5.5.7.48.1.1'),
      derOctetString(Buffer.from(responsesIn(token)[0]!, 'hex')),
    );
    const response = file('r.ocsp', derSequence(derTlv(0x0a, Uint8Array.of(0)), derExplicit(0, bytes)));
    const told = ask('openssl', ['ocsp', '-respin', response, '-resp_text', '-noverify']).text;
    expect(told).toContain(`Serial Number: ${signer.certificate.serialHex.toUpperCase()}`);
    expect(told).toContain('Cert Status: good');
  });
});
