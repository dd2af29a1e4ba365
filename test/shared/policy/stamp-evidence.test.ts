import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { passes, type PolicyCheck } from '#shared/policy/check.ts';
import { mayStamp, type StampQuestion } from '#shared/policy/may-stamp.ts';
import { withEvidence, type StampEvidence } from '#shared/policy/stamp-evidence.ts';
import { profileIds, profileNamed } from '#test/support/policy-profiles.ts';

const now = Date.parse('2026-03-09T06:05:07Z');
const hour = 3_600_000;
const day = 24 * hour;

const question: StampQuestion = {
  now,
  request: { state: 'approved', approvedUntil: now + 7 * day, entryNo: '', isProven: true },
  document: {
    approvedSm3: `3f2a91c0${'0'.repeat(48)}5d7eb7e4`,
    actualSm3: `3f2a91c0${'0'.repeat(48)}5d7eb7e4`,
    isBlank: false,
  },
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
  station: { id: 'SK-1', clockOffsetMs: 1_200 },
  user: 'zhou',
};

const evidence: StampEvidence = {
  question,
  approval: { names: '贺志远', at: now - hour },
  document: { pages: 3, approvedSize: 284_113, actualSize: 288_025, keptAt: now - day, changedAt: now },
  status: { number: 412 },
  certificate: { issuer: '演示运营 CA' },
  hostName: 'QNJ-BG-02',
};

const registerChecks: readonly PolicyCheck[] = [
  { check: 'submit.fields', state: 'ok', basis: 'core', clause: 'K-3' },
  { check: 'submit.secrecy', state: 'ok', basis: 'core', clause: 'K-7' },
];

function listUnder(
  profileId: (typeof profileIds)[number],
  change: Partial<StampQuestion> = {},
): readonly PolicyCheck[] {
  const profile = profileNamed(profileId);
  const asked = { ...question, ...change };
  return withEvidence(profile, [...mayStamp(profile, asked), ...registerChecks], { ...evidence, question: asked });
}
const lineOf = (list: readonly PolicyCheck[], name: string): PolicyCheck => list.find(({ check }) => check === name)!;

describe.each(profileIds)('the evidence beside the checks under %s', (profileId) => {
  it('says one sentence of the catalogue for every check, with nothing left open', () => {
    const words = createWords();
    const list = listUnder(profileId);
    expect(passes(list)).toBe(true);
    for (const { check, detail } of list) {
      expect(detail, check).toBeDefined();
      expect(words.find(detail!.key), detail!.key).toBeDefined();
      expect(words.say(detail!.key, detail!.facts)).not.toMatch(/[{}@]|undefined|null/);
    }
  });

  it('names a clause only where the regulation has one', () => {
    const lines = listUnder(profileId).map(
      ({ basis, clause }) => `${basis === 'clause' ? 'clause' : 'rule'} ${clause}`,
    );
    const odd = lines.filter((line) => !/^(clause [A-Z]{2}(-[A-Z])?-\d+|rule (K-\d.*)?)$/.test(line));
    expect(odd).toEqual([]);
  });
});

describe('the evidence beside the checks', () => {
  const list = listUnder('anyang-2020');
  const said = (name: string): string => {
    const { detail } = lineOf(list, name);
    return createWords().say(detail!.key, detail!.facts);
  };

  it('says who approved, when, and until when, in office time', () => {
    expect(said('stamp.approved')).toBe('贺志远 03-09 13:05 同意，签名核对无误，03-16 14:05 前有效');
  });

  it('shows head and tail of the digest in fours', () => {
    expect(said('stamp.unchanged')).toBe('与批准时的摘要一致 3f2a 91c0 … 5d7e b7e4');
  });

  it('says which status list it goes by, and how long that still stands', () => {
    expect(said('stamp.sealActive')).toBe('状态清单第 412 号，03-09 13:05 签发');
    expect(said('stamp.statusFresh')).toBe('还有 23 小时有效');
  });

  it('takes the clauses of the regulation, and none where it is silent', () => {
    const clauses = Object.fromEntries(
      list.map(({ check, basis, clause }) => [check, basis === 'clause' ? clause : basis]),
    );
    expect(clauses).toMatchObject({
      'stamp.approved': 'AY-9',
      'stamp.custodian': 'AY-13',
      'stamp.station': 'AY-13',
      'stamp.sealActive': 'AY-12',
      'stamp.notBlank': 'core',
      'stamp.certificateValid': 'core',
      'stamp.clock': 'product',
      'submit.fields': 'AY-13',
      'submit.secrecy': 'AY-17',
    });
  });

  it('puts both sides of a changed file beside each other', () => {
    const document = { ...question.document, actualSm3: 'f'.repeat(64) };
    const { state, code, facts } = lineOf(listUnder('anyang-2020', { document }), 'stamp.unchanged');
    expect({ state, code }).toEqual({ state: 'refused', code: 'DOC_CHANGED_SINCE_APPROVAL' });
    expect(facts).toMatchObject({
      approved: question.document.approvedSm3,
      actual: 'f'.repeat(64),
      approvedSize: 284_113,
      actualSize: 288_025,
      keptAt: '03-08 14:05:07',
      changedAt: '03-09 14:05:07',
    });
  });

  it('refuses an approval whose signature does not hold', () => {
    const request = { ...question.request, isProven: false };
    const line = lineOf(listUnder('anyang-2020', { request }), 'stamp.approved');
    expect(line).toMatchObject({ state: 'refused', code: 'APPROVAL_SIGNATURE_INVALID' });
    expect(line.detail?.key).toBe('errors.APPROVAL_SIGNATURE_INVALID.why');
  });
});
