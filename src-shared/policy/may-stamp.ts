import type { SealState } from '../model/seal.ts';
import type { RequestState } from '../model/request.ts';
import type { PolicyCheck } from './check.ts';
import { pinAge } from './pin-rule.ts';
import type { PolicyProfile } from './profile.ts';

/** Everything the pre-check list looks at; times are UTC milliseconds. */
export interface StampQuestion {
  readonly now: number;
  readonly request: {
    readonly state: RequestState;
    readonly approvedUntil: number;
    readonly entryNo: string;
    /** False: a decision is not signed, or not about this request. */
    readonly isProven?: boolean;
  };
  readonly document: { readonly approvedSm3: string; readonly actualSm3: string; readonly isBlank: boolean };
  readonly seal: {
    readonly state: SealState;
    readonly stateWords: string;
    readonly validFrom: number;
    readonly validTo: number;
    readonly custodian: string;
    readonly custodianName: string;
    readonly boundStation: string;
  };
  /** What this station knows of the key: since when its PIN is in use, and whether its driver is the tested one. */
  readonly key: {
    readonly pinSetAt: number | null;
    readonly driver: 'same' | 'changed' | 'untested' | 'unread';
    readonly testedAt: number | null;
  };
  readonly certificate: { readonly notBefore: number; readonly notAfter: number };
  readonly status: { readonly issuedAt: number | null };
  /** What the last check of the ledger found; `brokenAt` is the first leaf that does not stand, null for a sound one. */
  readonly ledger: { readonly brokenAt: number | null; readonly reason: string };
  readonly station: { readonly id: string; readonly clockOffsetMs: number | null };
  readonly user: string;
}

type Rule = (profile: PolicyProfile, question: StampQuestion) => PolicyCheck;

function day(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}

function moment(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const approved: Rule = (_profile, { request, now }) => {
  const base = { check: 'stamp.approved', basis: 'core', clause: 'K-1' } as const;
  if (request.state === 'consumed' || request.state === 'unsettled') {
    return { ...base, state: 'refused', code: 'APPROVAL_SPENT', facts: { entry: request.entryNo } };
  }
  if (request.state !== 'approved') {
    return {
      ...base,
      state: 'refused',
      code: 'APPROVAL_MISSING',
      facts: { state: `@states.request.${request.state}` },
    };
  }
  if (now > request.approvedUntil) {
    return { ...base, state: 'refused', code: 'APPROVAL_EXPIRED', facts: { until: moment(request.approvedUntil) } };
  }
  if (request.isProven === false) {
    const facts = { detail: '@details.requestDigestMismatch' };
    return { ...base, state: 'refused', code: 'APPROVAL_SIGNATURE_INVALID', facts };
  }
  return { ...base, state: 'ok' };
};

const unchanged: Rule = (_profile, { document }) => {
  const base = { check: 'stamp.unchanged', basis: 'core', clause: 'K-1' } as const;
  if (document.approvedSm3 === document.actualSm3) return { ...base, state: 'ok' };
  const facts = { approved: document.approvedSm3, actual: document.actualSm3 };
  return { ...base, state: 'refused', code: 'DOC_CHANGED_SINCE_APPROVAL', facts };
};

const notBlank: Rule = (_profile, { document }) => {
  const base = { check: 'stamp.notBlank', basis: 'core', clause: 'K-5 / NM-14' } as const;
  return document.isBlank ? { ...base, state: 'refused', code: 'DOC_BLANK' } : { ...base, state: 'ok' };
};

const custodian: Rule = (_profile, { seal, user }) => {
  const base = { check: 'stamp.custodian', basis: 'core', clause: 'K-2' } as const;
  if (seal.custodian === user) return { ...base, state: 'ok' };
  return { ...base, state: 'refused', code: 'SEAL_NOT_CUSTODIAN', facts: { custodian: seal.custodianName } };
};

const boundStation: Rule = (profile, { seal, station }) => {
  const isClause = profile.usage.dedicatedComputer === 'required';
  const base = { check: 'stamp.station', basis: isClause ? 'clause' : 'core', clause: 'AY-13' } as const;
  if (seal.boundStation === station.id) return { ...base, state: 'ok' };
  return { ...base, state: 'refused', code: 'SEAL_STATION_MISMATCH' };
};

const sealActive: Rule = (_profile, { seal }) => {
  const base = { check: 'stamp.sealActive', basis: 'core', clause: 'K-6' } as const;
  if (seal.state === 'active') return { ...base, state: 'ok' };
  return { ...base, state: 'refused', code: 'SEAL_NOT_ACTIVE', facts: { state: seal.stateWords } };
};

const statusFresh: Rule = (profile, { status, now }) => {
  const hours = profile.offline.statusTtlHours;
  const base = { check: 'stamp.statusFresh', basis: 'core', clause: 'K-6' } as const;
  if (status.issuedAt !== null && now - status.issuedAt <= hours * 3_600_000) return { ...base, state: 'ok' };
  const at = status.issuedAt === null ? '—' : moment(status.issuedAt);
  return { ...base, state: 'refused', code: 'SEAL_STATUS_STALE', facts: { at, hours } };
};

const sealValid: Rule = (_profile, { seal, now }) => {
  const base = { check: 'stamp.sealValid', basis: 'core', clause: 'K-6' } as const;
  if (now >= seal.validFrom && now <= seal.validTo) return { ...base, state: 'ok' };
  const facts = { from: day(seal.validFrom), to: day(seal.validTo) };
  return { ...base, state: 'refused', code: 'SEAL_EXPIRED', facts };
};

const certificateValid: Rule = (_profile, { certificate, now }) => {
  const base = { check: 'stamp.certificateValid', basis: 'core', clause: 'K-6' } as const;
  if (now >= certificate.notBefore && now <= certificate.notAfter) return { ...base, state: 'ok' };
  const facts = { from: day(certificate.notBefore), to: day(certificate.notAfter) };
  return { ...base, state: 'refused', code: 'TRUST_CERT_EXPIRED', facts };
};

/** A PIN that is too old stops; one that is due, or whose age nobody knows, is pointed out (U-CUS-10). */
const pin: Rule = (profile, { key, now }) => {
  const base = { check: 'stamp.pinAge', basis: 'product', clause: '' } as const;
  const { state, days, limitDays: limit } = pinAge(profile, key.pinSetAt, now);
  if (state === 'over') return { ...base, state: 'refused', code: 'TOKEN_PIN_TOO_OLD', facts: { days, limit } };
  return { ...base, state: state === 'due' || state === 'unknown' ? 'warn' : 'ok' };
};

/** Another file than the tested one does what nobody knows; one that was never tested is only pointed out. */
const driver: Rule = (_profile, { key }) => {
  const base = { check: 'stamp.driver', basis: 'product', clause: '' } as const;
  if (key.driver === 'changed') {
    const at = key.testedAt === null ? '—' : moment(key.testedAt);
    return { ...base, state: 'refused', code: 'TOKEN_DRIVER_CHANGED', facts: { at } };
  }
  return { ...base, state: key.driver === 'same' ? 'ok' : 'warn' };
};

const clock: Rule = (profile, { station }) => {
  const limit = profile.offline.maxClockSkewSeconds;
  const base = { check: 'stamp.clock', basis: 'product', clause: '' } as const;
  const seconds = Math.round(Math.abs(station.clockOffsetMs ?? 0) / 1000);
  if (seconds <= limit) return { ...base, state: 'ok' };
  return { ...base, state: 'refused', code: 'SYNC_CLOCK_SKEW', facts: { seconds, limit } };
};

const ledger: Rule = (_profile, { ledger: { brokenAt, reason } }) => {
  const base = { check: 'stamp.ledger', basis: 'core', clause: 'K-8' } as const;
  if (brokenAt === null) return { ...base, state: 'ok' };
  const facts = { index: brokenAt, reason, detail: `@ledger.reasons.${reason}` };
  return { ...base, state: 'refused', code: 'LEDGER_BROKEN', facts };
};

const rules: readonly Rule[] = [
  approved,
  unchanged,
  notBlank,
  custodian,
  boundStation,
  sealActive,
  statusFresh,
  sealValid,
  certificateValid,
  pin,
  driver,
  ledger,
  clock,
];

/** The pre-check list before a stamp, in the order a custodian reads it; a single `refused` stops. */
export function mayStamp(profile: PolicyProfile, question: StampQuestion): readonly PolicyCheck[] {
  return rules.map((rule) => rule(profile, question));
}
