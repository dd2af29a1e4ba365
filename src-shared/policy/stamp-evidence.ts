import type { ErrorFacts } from '../errors/station-error.ts';
import type { PolicyCheck } from './check.ts';
import { clauseBehind } from './clause-behind.ts';
import type { StampQuestion } from './may-stamp.ts';
import { pinAge } from './pin-rule.ts';
import type { PolicyProfile } from './profile.ts';

/** What the list of checks says beyond passed or refused; times are UTC milliseconds, sizes bytes. */
export interface StampEvidence {
  readonly question: StampQuestion;
  readonly approval: { readonly names: string; readonly at: number | null };
  readonly document: {
    readonly pages: number;
    readonly approvedSize: number;
    readonly actualSize: number;
    readonly keptAt: number;
    readonly changedAt: number;
  };
  readonly status: { readonly number: number | null };
  readonly certificate: { readonly issuer: string };
  readonly hostName: string;
}

/** Rules of a profile that stand behind a check, the first that names a clause counts. */
const rulesBehind: Readonly<Record<string, readonly string[]>> = {
  'stamp.approved': ['/usage/approvalBeforeUse'],
  'stamp.unchanged': ['/usage/approvalBeforeUse'],
  'stamp.notBlank': ['/usage/blankSealing'],
  'stamp.custodian': ['/custody/designatedCustodian', '/usage/designatedPersonsOnly'],
  'stamp.station': ['/usage/dedicatedComputer'],
  'stamp.sealActive': ['/incident'],
  'stamp.sealValid': ['/validity/equalsCertificate'],
  'stamp.certificateValid': ['/validity/equalsCertificate'],
  'stamp.pinAge': ['/pin/regime', '/pin'],
  'submit.fields': ['/register'],
  'submit.secrecy': ['/usage/classifiedInformation'],
};

const beijingMs = 8 * 3_600_000;
const office = (ms: number): string => new Date(ms + beijingMs).toISOString();
const day = (ms: number): string => office(ms).slice(0, 10);
const minute = (ms: number): string => office(ms).slice(5, 16).replace('T', ' ');
const second = (ms: number): string => office(ms).slice(5, 19).replace('T', ' ');

type Sentence = (
  evidence: StampEvidence,
  profile: PolicyProfile,
) => { readonly name: string; readonly facts: ErrorFacts };

/** What a passed check rests on. Refused checks say why in the words of their error. */
const sentences: Readonly<Record<string, Sentence>> = {
  'stamp.approved': ({ question, approval }) => ({
    name: 'approved',
    facts: {
      names: approval.names,
      at: approval.at === null ? '' : minute(approval.at),
      until: minute(question.request.approvedUntil),
    },
  }),
  'stamp.unchanged': ({ question }) => {
    const { actualSm3 } = question.document;
    const groups = [0, 4, 56, 60].map((from) => actualSm3.slice(from, from + 4));
    return { name: 'unchanged', facts: { head: `${groups[0]} ${groups[1]}`, tail: `${groups[2]} ${groups[3]}` } };
  },
  'stamp.notBlank': ({ document }) => ({ name: 'notBlank', facts: { pages: document.pages } }),
  'stamp.custodian': ({ question }) => ({ name: 'custodian', facts: { name: question.seal.custodianName } }),
  'stamp.station': ({ question, hostName }) => ({
    name: 'station',
    facts: { station: question.station.id, host: hostName },
  }),
  'stamp.sealActive': ({ question, status }) => ({
    name: status.number === null ? 'sealActiveHere' : 'sealActive',
    facts: { number: status.number, at: question.status.issuedAt === null ? '' : minute(question.status.issuedAt) },
  }),
  'stamp.statusFresh': ({ question }, profile) => {
    const until = (question.status.issuedAt ?? 0) + profile.offline.statusTtlHours * 3_600_000;
    return { name: 'statusFresh', facts: { hours: Math.max(0, Math.floor((until - question.now) / 3_600_000)) } };
  },
  'stamp.sealValid': ({ question }) => ({
    name: 'sealValid',
    facts: { from: day(question.seal.validFrom), to: day(question.seal.validTo) },
  }),
  'stamp.certificateValid': ({ question, certificate }) => ({
    name: 'certificateValid',
    facts: { to: day(question.certificate.notAfter), issuer: certificate.issuer },
  }),
  'stamp.pinAge': ({ question }, profile) => {
    const { state, days, limitDays: limit, until } = pinAge(profile, question.key.pinSetAt, question.now);
    const left = until === null ? null : Math.max(0, Math.ceil((until - question.now) / 86_400_000));
    return { name: `pin.${state}`, facts: { days, limit, left } };
  },
  'stamp.driver': ({ question: { key } }) => ({
    name: `driver.${key.driver}`,
    facts: { at: key.testedAt === null ? '' : day(key.testedAt) },
  }),
  'stamp.clock': ({ question }) => {
    const offset = question.station.clockOffsetMs;
    const seconds = Math.round(Math.abs(offset ?? 0) / 1000);
    return { name: offset === null ? 'clockUnknown' : seconds === 0 ? 'clockRight' : 'clock', facts: { seconds } };
  },
  'stamp.ledger': () => ({ name: 'ledger', facts: {} }),
  'submit.fields': () => ({ name: 'fields', facts: {} }),
  'submit.secrecy': () => ({ name: 'secrecy', facts: {} }),
};

/** The list with its clauses as this regulation has them, and with one sentence of evidence for each line. */
export function withEvidence(
  profile: PolicyProfile,
  checks: readonly PolicyCheck[],
  evidence: StampEvidence,
): readonly PolicyCheck[] {
  return checks.map((check) => {
    const behind = (rulesBehind[check.check] ?? [])
      .map((path) => clauseBehind(profile, path))
      .find((one) => one !== null);
    const basis = behind ?? ownBasis(check);
    if (check.state === 'refused') {
      return {
        ...check,
        ...basis,
        ...refusalDetail(check),
        facts: { ...check.facts, ...changeFacts(check, evidence) },
      };
    }
    const sentence = sentences[check.check]?.(evidence, profile);
    return {
      ...check,
      ...basis,
      ...(sentence && { detail: { key: `checks.evidence.${sentence.name}`, facts: sentence.facts } }),
    };
  });
}

/** A rule without a clause of this regulation is a core rule or one of this software, whatever region it came from. */
function ownBasis({ basis, clause }: PolicyCheck): Pick<PolicyCheck, 'basis' | 'clause'> {
  return { basis: basis === 'clause' ? 'product' : basis, clause: clause.startsWith('K-') ? clause : '' };
}

function refusalDetail({ code, facts = {} }: PolicyCheck): Pick<PolicyCheck, 'detail'> {
  return code ? { detail: { key: `errors.${code}.why`, facts } } : {};
}

/** Of a changed file also what a person can compare at a glance. */
function changeFacts({ check }: PolicyCheck, { document }: StampEvidence): ErrorFacts {
  if (check !== 'stamp.unchanged') return {};
  return {
    approvedSize: document.approvedSize,
    actualSize: document.actualSize,
    keptAt: second(document.keptAt),
    changedAt: second(document.changedAt),
  };
}
