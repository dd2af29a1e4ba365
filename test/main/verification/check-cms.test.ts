import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derExplicit, derGeneralizedTime, derOctetString, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readStatedTime } from '#main/formats/stated-time.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { judgeSignedValue, type SignedContent } from '#main/verification/judge-signed-value.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { attribute, sampleSignedData, type SampleSignedData } from '#test/support/sample-signed-data.ts';
import { contextOf, decisive, original, trustIn } from '#test/support/verification-fixture.ts';

const authority = demoAuthority();
const { signer } = authority;
const trusted = contextOf(trustIn(authority));

function contentOf(bytes: Uint8Array, stated = ''): SignedContent {
  return {
    sm3: () => sm3(bytes),
    digest: (algorithm) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
    bytes: () => bytes,
    statedTime: readStatedTime(stated),
  };
}

const digest = attribute(OID.messageDigest, derOctetString(sm3(original)));
const type = attribute(OID.contentType, derOid(OID.gmData));
const time = attribute(OID.signingTime, derGeneralizedTime(duringValidity));

function judge(sample: SampleSignedData, stated?: string, context = trusted, bytes = original) {
  return judgeSignedValue(sampleSignedData(signer, sample), contentOf(bytes, stated), context);
}

describe('a signature without a seal (GB/T 35275)', () => {
  it('is in order with its time among the signed attributes', () => {
    const { facts, time: when, signer: who, sealDer } = judge({ attributes: [type, time, digest] });
    expect(decisive(facts)).toEqual([]);
    expect(when).toEqual({ at: duringValidity, source: 'claimed' });
    expect([who?.commonName, sealDer]).toEqual(['张三', null]);
  });

  it('fails when the content was changed afterwards', () => {
    const { facts } = judge({ attributes: [type, time, digest] }, '', trusted, Uint8Array.of(1));
    expect(decisive(facts)).toEqual(['cms.messageDigest fail digest-mismatch']);
  });

  it('takes the time that the signed content states when it has none itself', () => {
    const { facts, time: when } = judge({ message: original }, '2027-06-01 08:00:00');
    expect(decisive(facts)).toEqual([]);
    expect(when).toEqual({ at: duringValidity, source: 'claimed' });
  });

  it('believes its own time before that of the content', () => {
    expect(judge({ attributes: [type, time, digest] }, '2027-01-01 08:00:00').time.at).toEqual(duringValidity);
  });

  it('stays undecided without any time', () => {
    expect(decisive(judge({ message: original }).facts)).toEqual(['time.signing unknown no-time']);
  });

  it('reads a time without zone so that it lies in the validity of the certificate', () => {
    const young = issue('新证', 'signer', authority.sub, { notBefore: new Date('2027-06-01T06:00:00Z') });
    const value = sampleSignedData(young, { message: original });
    const { time: when, facts } = judgeSignedValue(value, contentOf(original, '2027-06-01 08:00:00'), trusted);
    expect(when.at?.toISOString()).toBe('2027-06-01T08:00:00.000Z');
    expect(decisive(facts)).toEqual([]);
  });

  it('fails outside the validity of the certificate, whoever states the time', () => {
    const late = contextOf(trustIn(authority), { now: new Date('2037-01-01T00:00:00Z') });
    const { facts } = judge({ message: original }, '2036-06-01 08:00:00', late);
    expect(decisive(facts)).toContain('chain.validity fail certificate-expired');
  });

  it('names a signer nobody trusts', () => {
    const stranger = issue('陌生人', 'signer');
    const value = sampleSignedData(stranger, { message: original });
    const { facts } = judgeSignedValue(value, contentOf(original, '2027-06-01 08:00:00'), trusted);
    expect(decisive(facts)).toEqual(['chain.root unknown self-signed-not-trusted']);
  });

  it('fails two signers, of whom a reader might show the other (ATK-9)', () => {
    expect(decisive(judge({ message: original, copies: 2 }, '2027-06-01 08:00:00').facts)[0]).toBe(
      'cms.signers fail signer-count',
    );
  });

  it('fails without the certificate of the signer', () => {
    const { facts } = judge({ message: original, certificates: [] }, '2027-06-01 08:00:00');
    expect(decisive(facts)).toEqual([
      'cms.signerCertificate fail certificate-missing',
      'signer.certificate unknown no-certificate',
    ]);
  });
});

const found = (value: Uint8Array) => decisive(judgeSignedValue(value, contentOf(original), trusted).facts);

describe('a signature value of another kind', () => {
  it('is undecided when it names no certificate', () => {
    const bare = Uint8Array.from([0x30, 0x44, 0x02, 0x20, ...Buffer.alloc(32, 7), 0x02, 0x20, ...Buffer.alloc(32, 9)]);
    expect(found(bare)).toEqual(['cms.signerCertificate unknown no-certificate']);
  });

  it('is undecided when it is unknown, and never taken for no signature', () => {
    expect(found(new TextEncoder().encode('signed value'))).toEqual(['signature.format unknown unsupported']);
  });

  it('fails when it begins like one it knows and is broken', () => {
    const inner = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01);
    const broken = derSequence(derOid(OID.gmSignedData), derExplicit(0, inner));
    expect(found(broken)).toEqual(['signature.value fail malformed']);
  });
});
