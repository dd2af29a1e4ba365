import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { derInteger, derOctetString, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readTimestampToken, verifyTimestampToken } from '#main/formats/cms/timestamp.ts';
import { writeTimestampRequest } from '#main/formats/cms/timestamp-request.ts';
import { readTimestampResponse } from '#main/formats/cms/timestamp-response.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { openDemonstrationAuthority } from '#registry/keys/demonstration-authority.ts';
import { answerTimestampQuery, trainingPolicy } from '#registry/statements/timestamp-desk.ts';
import { ask } from '#test/support/foreign-programs.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';

const folder = mkdtempSync(join(tmpdir(), 'timestamp-desk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-06-01T08:00:00Z');
const authority = openDemonstrationAuthority(join(folder, 'keys'), now);
const desk = { authority, clock: { now: () => now } };
const stamped = new TextEncoder().encode('signature value');
const query = (): Uint8Array => writeTimestampRequest({ imprint: sm3(stamped), nonce: 77n });
const answer = (bytes: Uint8Array) => readTimestampResponse(answerTimestampQuery(desk, bytes));

function queryOver(algorithm: string, imprint: Uint8Array, ...more: Uint8Array[]): Uint8Array {
  const messageImprint = derSequence(derSequence(derOid(algorithm)), derOctetString(imprint));
  return derSequence(derInteger(1), messageImprint, ...more);
}

describe("the registry's timestamp authority for training", () => {
  it('gives a token over the imprint, with the nonce, its own time and a certificate made for it', () => {
    const { status, token } = answer(query());
    const read = readTimestampToken(token!);
    expect(status).toBe(0);
    expect(read).toMatchObject({ genTime: now, nonce: 77n, policy: trainingPolicy, imprint: sm3(stamped) });
    expect(verifyTimestampToken(read, stamped).filter(({ state }) => state !== 'ok')).toEqual([]);
    const chain = buildChain(readCertificate(read.authorityCertificate!), {
      roots: [readCertificate(authority.root)],
      intermediates: authority.intermediates.map(readCertificate),
      at: now,
      role: 'timestamp',
    });
    expect(chain.isTrusted).toBe(true);
  });

  it('gives each token a serial number of its own, and leaves the certificate out when nobody asks for it', () => {
    const serials = [query(), query()].map((bytes) => readTimestampToken(answer(bytes).token!).serial);
    expect(new Set(serials).size).toBe(2);
    const bare = readTimestampToken(answer(queryOver(OID.sm3, sm3(stamped))).token!);
    expect([bare.authorityCertificate, bare.nonce]).toEqual([null, undefined]);
  });

  it.each<[string, Uint8Array]>([
    ['another digest', queryOver(OID.sha256, new Uint8Array(32))],
    ['an imprint that is no SM3', queryOver(OID.sm3, new Uint8Array(20))],
    ['another policy', queryOver(OID.sm3, sm3(stamped), derOid('1.2.3'))],
    ['bytes that are no query', new Uint8Array(20)],
    ['nothing', new Uint8Array()],
  ])('refuses %s within the protocol', (_, bytes) => {
    expect(answer(bytes)).toEqual({ status: 2, token: null });
  });

  it.skipIf(!hasOpenssl)('is read by OpenSSL, both question and answer, and its signature verifies there', () => {
    const files = { query: join(folder, 'query.tsq'), answer: join(folder, 'answer.tsr') };
    const asked = query();
    writeFileSync(files.query, asked);
    const bytes = answerTimestampQuery(desk, asked);
    writeFileSync(files.answer, bytes);
    const printed = ask('openssl', ['ts', '-query', '-in', files.query, '-text']).text;
    expect(printed).toMatch(/Hash Algorithm: sm3/i);
    const reply = ask('openssl', ['ts', '-reply', '-in', files.answer, '-text']);
    expect(reply.status).toBe(0);
    expect(reply.text).toContain('Status: Granted.');
    expect(reply.text).toMatch(/Hash Algorithm: sm3/i);
    expect(reply.text).toContain('Nonce: 0x4D');
    const [signer] = readTimestampToken(readTimestampResponse(bytes).token!).signedData.signers;
    const openssl = openOpensslSm2();
    const { publicKey } = readCertificate(authority.timestamping);
    const { signedBytes } = signer!.signedAttributes!;
    expect(openssl.verify(publicKey!, signedBytes, signer!.signature, '1234567812345678')).toBe(true);
    openssl.close();
  });
});
