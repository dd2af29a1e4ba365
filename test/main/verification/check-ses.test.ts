import { describe, expect, it } from 'vitest';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { readStatedTime } from '#main/formats/stated-time.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import { judgeSes } from '#main/verification/check-ses.ts';
import type { TrustContext } from '#main/verification/trust-context.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import {
  afterwards,
  contextOf,
  decisive,
  original,
  sesSignature,
  statusOf,
  timestampToken,
  trustIn,
  type SesSample,
} from '#test/support/verification-fixture.ts';

const authority = demoAuthority();
const trusted = contextOf(trustIn(authority));
const judge = (sample: SesSample = {}, context: TrustContext = trusted, content = original) =>
  judgeSes(readSesSignature(sesSignature(authority, sample)), () => sm3(content), context);
const judged = (...args: Parameters<typeof judge>) => decisive(judge(...args).facts);
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('a seal signature', () => {
  it('is in order in every respect, and tells who, with what and when', () => {
    const { facts, signer, maker, time } = judge(
      {},
      contextOf(trustIn(authority), { status: statusOf({ state: 'active', since: day('2026-01-01') }) }),
    );
    expect(decisive(facts)).toEqual([]);
    expect(facts.every(({ state }) => state === 'ok')).toBe(true);
    expect([signer?.commonName, maker?.commonName]).toEqual(['张三', '制章中心']);
    expect(time).toEqual({ at: duringValidity, source: 'claimed' });
  });

  it('fails when the content was changed afterwards, and on that alone', () => {
    expect(judged({}, trusted, new TextEncoder().encode('别的文'))).toEqual(['ses.dataHash fail content-changed']);
  });

  it('fails when the signer is not in the list of the seal (ATK-21)', () => {
    const listed = issue('李四', 'signer', authority.sub);
    expect(judged({ listed })).toEqual(['ses.signerInSeal fail signer-not-in-list']);
  });

  it("keeps the maker's chain and the signer's apart", () => {
    const checks = judge().facts.map(({ check }) => check);
    expect(checks).toContain('makerChain.validity');
    expect(checks).toContain('chain.validity');
  });
});

describe('seal maker (ATK-20)', () => {
  it('is undecided when nobody listed it, though its chain is good', () => {
    const unlisted = contextOf(trustIn(authority, { makers: [] }));
    expect(judged({}, unlisted)).toEqual([
      'trust.maker unknown maker-not-listed',
      'makerChain.root unknown issuer-not-found',
    ]);
  });

  it('is nobody whom an authority trusted for signers has certified', () => {
    const impostor = issue('冒充的制章者', 'seal-maker', authority.sub);
    expect(judged({ maker: impostor })[0]).toBe('trust.maker unknown maker-not-listed');
  });

  it('is not trusted for having signed itself', () => {
    const own = issue('自称的制章者', 'seal-maker');
    expect(judged({ maker: own })).toEqual([
      'trust.maker unknown maker-not-listed',
      'makerChain.root unknown self-signed-not-trusted',
    ]);
  });

  it('is undecided like everything else with an empty trust list', () => {
    const verdicts = judged({}, contextOf(emptyTrustList));
    expect(verdicts).toContain('trust.maker unknown maker-not-listed');
    expect(verdicts).toContain('chain.root unknown issuer-not-found');
    expect(verdicts.some((line) => line.includes(' fail '))).toBe(false);
  });

  it('had to be in its validity when it made the seal, and not when the seal is used', () => {
    const brief = issue('到期的制章者', 'seal-maker', authority.sub, { notAfter: day('2026-06-01') });
    const trust = trustIn(authority, { makers: [brief.certificate] });
    expect(judged({ maker: brief }, contextOf(trust))).toEqual([]);
    expect(judged({ maker: brief, seal: { createdAt: day('2026-07-01') } }, contextOf(trust))).toEqual([
      'makerChain.validity fail certificate-expired',
    ]);
  });
});

const since = (at: Date) => ({ ...trusted, status: statusOf({ state: 'suspended', since: at }) });

describe('time of a seal signature (ATK-21)', () => {
  it.each([
    [
      'before the seal began',
      '2025-12-31',
      ['ses.sealValidity fail seal-not-yet-valid', 'chain.validity fail certificate-not-yet-valid'],
    ],
    ['after the seal ended', '2031-02-01', ['ses.sealValidity fail seal-expired']],
    [
      'after the certificate ended',
      '2036-02-01',
      ['ses.sealValidity fail seal-expired', 'chain.validity fail certificate-expired'],
    ],
  ])('fails %s', (_, time, lines) => {
    const now = day('2036-03-01');
    const found = judged({ time: day(time) }, { ...trusted, now });
    expect(found).toEqual(expect.arrayContaining(lines));
  });

  it('fails in the future', () => {
    const time = new Date(afterwards.getTime() + 3_600_000);
    expect(judged({ time })).toEqual(['time.signing fail in-the-future']);
  });

  it('cannot be decided once seal or certificate has run out', () => {
    expect(judged({}, { ...trusted, now: day('2031-02-01') })).toEqual(['time.sealNow unknown expired-since']);
  });

  it('cannot be decided when the seal was suspended since, and fails when it was suspended before', () => {
    expect(judged({}, since(afterwards))).toEqual(['seal.status unknown suspended-since']);
    expect(judged({}, since(day('2027-05-31')))).toEqual(['seal.status fail sealed-after-suspended']);
  });
});

const tsa = issue('时间戳服务', 'timestamp', authority.sub);

const at = (minutes: number): Date => new Date(duringValidity.getTime() + minutes * 60_000);

const misplaced = (stamped: Uint8Array) => timestampToken(tsa, stamped.subarray(1), at(1));

const stampedAt =
  (minutes: number, by = tsa) =>
  (stamped: Uint8Array) =>
    timestampToken(by, stamped, at(minutes));

describe('timestamp of a seal signature (ATK-28)', () => {
  it('proves the time, so that what ran out since decides nothing', () => {
    const context = {
      ...trusted,
      now: day('2031-02-01'),
      status: statusOf({ state: 'cancelled', since: day('2030-01-01') }, { nextUpdate: day('2032-01-01') }),
    };
    const { facts, time } = judge({ timestamp: stampedAt(1) }, context);
    expect(decisive(facts)).toEqual([]);
    expect(time).toEqual({ at: at(1), source: 'timestamp' });
    expect(facts).toContainEqual(expect.objectContaining({ check: 'seal.status', reason: 'cancelled-later' }));
  });

  it('fails when it is about something else', () => {
    expect(judged({ timestamp: misplaced })).toEqual(['timestamp.imprint fail imprint-mismatch']);
  });

  it('fails when it is older than the signer claims to have signed', () => {
    expect(judged({ timestamp: stampedAt(-10) })).toEqual(['timestamp.time fail before-claimed-time']);
  });

  it('fails when it is none', () => {
    expect(judged({ timestamp: () => Uint8Array.of(0x30, 0) })).toEqual(['timestamp.token fail malformed']);
  });

  it.each([
    ['by an authority nobody knows', issue('别处的时间戳', 'timestamp', issue('别处', 'root-ca'))],
    ['by a certificate that is not for timestamps', authority.signer],
    [
      'outside the validity of its certificate',
      issue('过期', 'timestamp', authority.sub, { notAfter: day('2027-05-01') }),
    ],
  ])('proves nothing %s, and the time stays a claim', (_, by) => {
    const { facts, time } = judge({ timestamp: stampedAt(1, by) });
    expect(decisive(facts)).toEqual([]);
    expect(facts).toContainEqual(
      expect.objectContaining({ check: expect.stringMatching(/^timestampChain\./), state: 'warn' }),
    );
    expect(time).toEqual({ at: duringValidity, source: 'claimed' });
  });
});

describe('a seal signature without a time of its own', () => {
  it('takes the one the signed content states', () => {
    const signature = {
      ...readSesSignature(sesSignature(authority)),
      timeInfo: { kind: 'unknown', bytes: new Uint8Array() },
    } as const;
    const stated = readStatedTime('2027-06-01 08:00:00');
    const { time, facts } = judgeSes(signature, () => sm3(original), trusted, stated);
    expect(time).toEqual({ at: duringValidity, source: 'claimed' });
    expect(decisive(facts)).toEqual([]);
    const without = judgeSes(signature, () => sm3(original), { ...trusted, now: day('2037-01-01') });
    expect(decisive(without.facts)).toEqual([
      'time.signing unknown no-time',
      'ses.sealValidity unknown seal-expired',
      ...Array.from({ length: 3 }, () => 'chain.validity unknown certificate-expired'),
      'time.sealNow unknown expired-since',
      'time.certificateNow unknown expired-since',
    ]);
  });
});
