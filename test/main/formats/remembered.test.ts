import { describe, expect, it } from 'vitest';
import { remembering } from '#main/formats/remembered.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { linkFact } from '#main/trust/chain-link.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

const fails = (): number => {
  throw new Error('no');
};

describe('what is remembered by its bytes', () => {
  it('is answered once, and again for other bytes', () => {
    const remembered = remembering<number>(10);
    let asked = 0;
    const ask = (...parts: readonly Uint8Array[]): number => remembered(parts, () => (asked += 1));
    expect([ask(bytes(1, 2)), ask(bytes(1, 2)), ask(bytes(1, 3)), ask(bytes(1, 2))]).toEqual([1, 1, 2, 1]);
  });

  it('tells parts that are the same bytes in another order of cuts apart', () => {
    const remembered = remembering<number>(10);
    let asked = 0;
    const ask = (...parts: readonly Uint8Array[]): number => remembered(parts, () => (asked += 1));
    const cuts = [
      ask(bytes(1, 2), bytes(3)),
      ask(bytes(1), bytes(2, 3)),
      ask(bytes(1, 2, 3)),
      ask(bytes(), bytes(1, 2, 3)),
    ];
    expect(cuts).toEqual([1, 2, 3, 4]);
  });

  it('keeps so many and no more, and nothing long', () => {
    const remembered = remembering<number>(2);
    let asked = 0;
    const ask = (part: Uint8Array): number => remembered([part], () => (asked += 1));
    expect([ask(bytes(1)), ask(bytes(2)), ask(bytes(3)), ask(bytes(3)), ask(bytes(1))]).toEqual([1, 2, 3, 3, 4]);
    const long = new Uint8Array(70_000);
    expect([ask(long), ask(long)]).toEqual([5, 6]);
  });

  it('keeps no failure to answer', () => {
    const remembered = remembering<number>(2);
    expect(() => remembered([bytes(1)], fails)).toThrow('no');
    expect(remembered([bytes(1)], () => 7)).toBe(7);
  });
});

describe('a certificate that was read before', () => {
  const { sub, signer } = demoAuthority();

  it('does not change with the bytes it was read from', () => {
    const der = Uint8Array.from(signer.certificate.der);
    const read = readCertificate(der);
    const { subject } = read;
    der.fill(0);
    expect(Buffer.compare(read.der, signer.certificate.der)).toBe(0);
    expect(readCertificate(Uint8Array.from(signer.certificate.der)).subject).toBe(subject);
  });

  it('is signed by nobody else for having been found signed once', () => {
    const { certificate } = signer;
    expect(linkFact(certificate, sub.certificate, 0).state).toBe('ok');
    expect(linkFact(certificate, demoAuthority().sub.certificate, 0).state).toBe('fail');
    const forged = {
      ...certificate,
      signature: Uint8Array.from(certificate.signature, (byte, at) => (at > 40 ? byte ^ 1 : byte)),
    };
    const anew = { ...certificate, tbs: Uint8Array.from(certificate.tbs, (byte, at) => (at === 30 ? byte ^ 1 : byte)) };
    for (const altered of [forged, anew]) expect(linkFact(altered, sub.certificate, 0).state).toBe('fail');
  });
});
