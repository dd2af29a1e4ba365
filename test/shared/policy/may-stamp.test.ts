import { describe, expect, it } from 'vitest';
import { requestStates } from '#shared/model/request.ts';
import { sealStates } from '#shared/model/seal.ts';
import { firstRefusal, passes } from '#shared/policy/check.ts';
import { mayStamp, type StampQuestion } from '#shared/policy/may-stamp.ts';
import { profileIds, profileNamed } from '#test/support/policy-profiles.ts';

const now = Date.parse('2026-03-09T06:05:07Z');
const hour = 3_600_000;
const day = 24 * hour;

const question: StampQuestion = {
  now,
  request: { state: 'approved', approvedUntil: now + day, entryNo: '' },
  document: { approvedSm3: 'a'.repeat(64), actualSm3: 'a'.repeat(64), isBlank: false },
  seal: {
    state: 'active',
    stateWords: '@states.seal.active',
    validFrom: now - day,
    validTo: now + day,
    custodian: 'zhou',
    custodianName: '周敏芝',
    boundStation: 'SK-1',
  },
  key: { pinSetAt: now - 10 * day, driver: 'same', testedAt: now - day },
  certificate: { notBefore: now - day, notAfter: now + day },
  status: { issuedAt: now - hour },
  ledger: { brokenAt: null, reason: '' },
  station: { id: 'SK-1', clockOffsetMs: 0 },
  user: 'zhou',
};

/** The question with parts of its parts changed. */
function asked(changes: { readonly [K in keyof StampQuestion]?: Partial<StampQuestion[K]> }): StampQuestion {
  const entries = Object.entries(changes).map(([key, change]) => {
    const before = question[key as keyof StampQuestion];
    return [key, typeof before === 'object' ? { ...before, ...(change as object) } : change];
  });
  return { ...question, ...(Object.fromEntries(entries) as object) };
}

const anyang = profileNamed('anyang-2020');
const refusal = (changes: Parameters<typeof asked>[0]) => firstRefusal(mayStamp(anyang, asked(changes)));

describe.each(profileIds)('the pre-check list under %s', (profileId) => {
  const profile = profileNamed(profileId);

  it('passes when everything is in order, and names thirteen rules in one order', () => {
    const checks = mayStamp(profile, question);
    expect(passes(checks)).toBe(true);
    expect(checks.map(({ check }) => check)).toEqual([
      'stamp.approved',
      'stamp.unchanged',
      'stamp.notBlank',
      'stamp.custodian',
      'stamp.station',
      'stamp.sealActive',
      'stamp.statusFresh',
      'stamp.sealValid',
      'stamp.certificateValid',
      'stamp.pinAge',
      'stamp.driver',
      'stamp.ledger',
      'stamp.clock',
    ]);
  });

  it('lifts no core rule', () => {
    const changes: readonly Parameters<typeof asked>[0][] = [
      { request: { state: 'in-review' } },
      { document: { actualSm3: 'b'.repeat(64) } },
      { document: { isBlank: true } },
      { user: 'lin' as never },
      { station: { id: 'SK-2' } },
      { seal: { state: 'suspended' } },
      { status: { issuedAt: null } },
      { seal: { validTo: now - 1 } },
      { certificate: { notAfter: now - 1 } },
      { ledger: { brokenAt: 3, reason: 'leaf-hash' } },
      { station: { clockOffsetMs: day } },
    ];
    expect(changes.filter((change) => passes(mayStamp(profile, asked(change))))).toEqual([]);
  });
});

describe('K-1: approval before use', () => {
  it.each(requestStates.filter((state) => state !== 'approved'))(
    'AC-XC-E-12: refuses a request that is %s',
    (state) => {
      const isSpent = state === 'consumed' || state === 'unsettled';
      const check = refusal({ request: { state, entryNo: '2026-000007' } });
      expect(check).toMatchObject({
        clause: 'K-1',
        basis: 'core',
        code: isSpent ? 'APPROVAL_SPENT' : 'APPROVAL_MISSING',
      });
      expect(check?.facts).toEqual(isSpent ? { entry: '2026-000007' } : { state: `@states.request.${state}` });
    },
  );

  it('refuses an approval one millisecond after its time, and takes it until then', () => {
    expect(refusal({ request: { approvedUntil: now } })).toBeUndefined();
    const check = refusal({ request: { approvedUntil: now - 1 } });
    expect(check).toMatchObject({ code: 'APPROVAL_EXPIRED', facts: { until: '2026-03-09 14:05:06' } });
  });

  it('U-CUS-5: refuses a document that is not the approved one, and tells both digests', () => {
    const check = refusal({ document: { actualSm3: 'b'.repeat(64) } });
    expect(check?.code).toBe('DOC_CHANGED_SINCE_APPROVAL');
    expect(check?.facts).toEqual({ approved: 'a'.repeat(64), actual: 'b'.repeat(64) });
  });
});

describe('K-2, K-5 and the dedicated computer', () => {
  it('refuses whoever is not the named custodian, and says who is', () => {
    expect(refusal({ user: 'wu' as never })).toMatchObject({
      code: 'SEAL_NOT_CUSTODIAN',
      facts: { custodian: '周敏芝' },
    });
  });

  it('AC-NM-14: refuses a blank page', () => {
    expect(refusal({ document: { isBlank: true } })).toMatchObject({ code: 'DOC_BLANK', clause: 'K-5 / NM-14' });
  });

  it('AC-AY-13a: refuses a computer the seal is not bound to, by clause where the regulation demands it', () => {
    expect(refusal({ station: { id: 'SK-2' } })).toMatchObject({ code: 'SEAL_STATION_MISMATCH', basis: 'clause' });
    const silent = firstRefusal(mayStamp(profileNamed('hainan-2021'), asked({ station: { id: 'SK-2' } })));
    expect(silent).toMatchObject({ code: 'SEAL_STATION_MISMATCH', basis: 'core' });
  });
});

describe('K-8: the register', () => {
  it('refuses on a ledger that did not stand its last check, and names the first leaf and why', () => {
    expect(refusal({ ledger: { brokenAt: 3, reason: 'leaf-hash' } })).toMatchObject({
      check: 'stamp.ledger',
      clause: 'K-8',
      code: 'LEDGER_BROKEN',
      facts: { index: 3, detail: '@ledger.reasons.leaf-hash' },
    });
  });
});

describe('K-6: seal and certificate', () => {
  it.each(sealStates.filter((state) => state !== 'active'))('refuses a seal that is %s', (state) => {
    const check = refusal({ seal: { state, stateWords: `@states.seal.${state}` } });
    expect(check).toMatchObject({ code: 'SEAL_NOT_ACTIVE', facts: { state: `@states.seal.${state}` } });
  });

  it('U-REG-1: refuses a status older than the profile allows, to the millisecond, and one that never came', () => {
    const limit = anyang.offline.statusTtlHours * hour;
    expect(refusal({ status: { issuedAt: now - limit } })).toBeUndefined();
    expect(refusal({ status: { issuedAt: now - limit - 1 } })?.code).toBe('SEAL_STATUS_STALE');
    expect(refusal({ status: { issuedAt: null } })?.facts).toEqual({ at: '—', hours: anyang.offline.statusTtlHours });
  });

  it.each([
    ['not yet valid', { validFrom: now + 1 }, 'SEAL_EXPIRED'],
    ['no longer valid', { validTo: now - 1 }, 'SEAL_EXPIRED'],
  ] as const)('AC-XC-E-10: refuses a seal that is %s', (_state, seal, code) => {
    expect(refusal({ seal })?.code).toBe(code);
  });

  it('U-CUS-12: refuses a certificate outside its time, in days of Beijing', () => {
    const check = refusal({ certificate: { notAfter: Date.parse('2026-03-08T16:30:00Z') } });
    expect(check).toMatchObject({ code: 'TRUST_CERT_EXPIRED', facts: { to: '2026-03-09' } });
    expect(refusal({ certificate: { notBefore: now + 1 } })?.code).toBe('TRUST_CERT_EXPIRED');
    expect(
      refusal({ certificate: { notBefore: now, notAfter: now }, seal: { validFrom: now, validTo: now } }),
    ).toBeUndefined();
  });

  it('U-SYS-3: refuses a clock that is off in either direction, and one second less is fine', () => {
    const limit = anyang.offline.maxClockSkewSeconds;
    for (const sign of [1, -1]) {
      expect(refusal({ station: { clockOffsetMs: sign * limit * 1000 } })).toBeUndefined();
      const check = refusal({ station: { clockOffsetMs: sign * (limit + 1) * 1000 } });
      expect(check).toMatchObject({ code: 'SYNC_CLOCK_SKEW', basis: 'product', facts: { seconds: limit + 1, limit } });
    }
  });

  it('does not call a clock wrong that was never compared: the status rule stands for it', () => {
    expect(refusal({ station: { clockOffsetMs: null } })).toBeUndefined();
  });
});
