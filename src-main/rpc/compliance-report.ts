import { listRequests } from '#main/approvals/request-repository.ts';
import { nextEntryNo } from '#main/ledger/entry-numbers.ts';
import { countByKind, countEntries, openIntents, urgentLeavesAfter } from '#main/ledger/ledger-repository.ts';
import { receiptedSize } from '#main/ledger/receipts.ts';
import { useFaults, useGroups } from '#main/ledger/use-figures.ts';
import { listKeptSeals } from '#main/seals/kept-seals.ts';
import { findPerson } from '#main/station/people.ts';
import { lastPinSet } from '#main/token/pin-age.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { ComplianceLine, ComplianceRule, UsePeriod } from '#shared/contract/statistics.ts';
import type { ErrorFacts } from '#shared/errors/station-error.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { clauseAround } from '#shared/policy/clause-behind.ts';
import { pinAge } from '#shared/policy/pin-rule.ts';
import { remindDays } from './desk-expiries.ts';
import type { ReadyParts, StationParts } from './station-parts.ts';

const dayMs = 86_400_000;
/** A seal in use that was not used for so long is pointed out: it may not be needed, or its key not be there. */
const idleDays = 180;

/** Where each rule stands in a profile; a rule without a place is one of this software. */
const placeOf: Readonly<Partial<Record<ComplianceRule, string>>> = {
  approval: '/usage/approvalBeforeUse',
  incident: '/incident',
  custody: '/custody/designatedCustodian',
  computer: '/usage/dedicatedComputer',
  register: '/register',
  pin: '/pin/regime',
  ledger: '/logging',
  validity: '/validity/equalsCertificate',
  token: '/storage/keyCarriers',
  backup: '/backup',
  archive: '/archive/required',
  security: '/security',
};

/** What no program can say for an office: shown where the regulation asks for it, and never as done. */
const forOffice = ['backup', 'archive', 'security'] as const satisfies readonly ComplianceRule[];

type Found = Pick<ComplianceLine, 'state' | 'evidence'> & { readonly key?: string; readonly facts?: ErrorFacts };

/**
 * Article by article, from what this station knows: its register, its seals and keys, its people. A line says 符合 only
 * where something was looked at; what is not asked for by the regulation in force is marked as this software's.
 */
export function complianceReport(parts: StationParts, ready: ReadyParts, period: UsePeriod): readonly ComplianceLine[] {
  const { profile } = ready.profile;
  const looked: Readonly<Partial<Record<ComplianceRule, Found>>> = {
    ...lookAtUses(parts, ready, period),
    ...lookAtRegister(parts, ready),
    ...lookAtSeals(parts, ready),
  };
  const lines = (Object.entries(looked) as [ComplianceRule, Found][]).map(([rule, found]): ComplianceLine => {
    const { state, evidence, key = state, facts = {} } = found;
    const behind = placeOf[rule] === undefined ? null : clauseAround(profile, placeOf[rule]);
    const { basis, clause } = behind ?? { basis: 'product' as const, clause: '' };
    return { rule, basis, clause, state, finding: { key: `${rule}.${key}`, facts }, evidence };
  });
  const office = forOffice.flatMap((rule): ComplianceLine[] => {
    const behind = clauseAround(profile, placeOf[rule]!);
    return behind
      ? [{ rule, ...behind, state: 'office', finding: { key: `${rule}.office`, facts: {} }, evidence: null }]
      : [];
  });
  return [...lines, ...office].toSorted(byClause);
}

const articleOf = ({ clause }: ComplianceLine): number => Number(/-(\d+)/.exec(clause)?.[1] ?? 1_000);

/** What needs a look first, then in the order of the articles; this software's own rules come last. */
function byClause(a: ComplianceLine, b: ComplianceLine): number {
  const rank = { attention: 0, ok: 1, office: 1 } as const;
  return rank[a.state] - rank[b.state] || articleOf(a) - articleOf(b);
}

/** Day in office time. */
const dayOf = (ms: number): string => officeTime(new Date(ms)).slice(0, 10);

const stateOf = (isGood: boolean): 'ok' | 'attention' => (isGood ? 'ok' : 'attention');

function lookAtUses({ db }: StationParts, { identity }: ReadyParts, period: UsePeriod) {
  const uses = countEntries(db, period) - countEntries(db, { ...period, result: 'void' });
  const { withoutConsent, incomplete, elsewhere } = useFaults(db, period, identity.stationId);
  const { from, to } = period;
  const evidence = { page: 'ledger', filter: { from, to }, count: uses } as const;
  const stops = urgentLeavesAfter(db, -1).filter(({ record }) => {
    const day = dayOf(Date.parse(record.at));
    return day >= from && day <= to;
  });
  const unreported = stops.filter(({ index }) => index >= receiptedSize(db)).length;
  return {
    approval: { state: stateOf(withoutConsent === 0), facts: { uses, count: withoutConsent }, evidence },
    register: { state: stateOf(incomplete === 0), facts: { uses, count: incomplete }, evidence },
    computer: {
      state: stateOf(elsewhere === 0),
      facts: { uses, count: elsewhere, station: identity.stationId },
      evidence,
    },
    incident: {
      state: stateOf(unreported === 0),
      ...(stops.length === 0 && { key: 'none' }),
      facts: { count: stops.length, unreported },
      evidence: stops.length === 0 ? null : { page: 'seals', filter: null, count: stops.length },
    },
  } satisfies Partial<Record<ComplianceRule, Found>>;
}

function lookAtRegister(parts: StationParts, { identity, ledgerWatch }: ReadyParts) {
  const { db, clock } = parts;
  const year = Number(officeTime(clock.now()).slice(0, 4));
  const last = nextEntryNo(db, identity.unitCode, year).seq - 1;
  const { all, voids, pending } = countByKind(db, { year }, receiptedSize(db));
  const open = openIntents(db).length;
  const checked = ledgerWatch.last();
  const unsettled = listRequests(db, { state: 'unsettled', limit: 1_000, withBatches: true }).length;
  const isWhole = checked?.report.ok === true && all + open === last;
  return {
    ledger: {
      state: stateOf(isWhole),
      ...(checked === null && { key: 'unchecked' }),
      facts: { last, voids, at: checked ? officeTime(checked.checkedAt).slice(0, 16).replace('T', ' ') : '' },
      evidence: { page: 'ledger', filter: {}, count: all },
    },
    outcomes: {
      state: stateOf(unsettled === 0),
      facts: { count: unsettled },
      evidence: unsettled === 0 ? null : { page: 'ledger', filter: { result: 'unknown' }, count: unsettled },
    },
    receipts: {
      state: stateOf(pending === 0),
      facts: { count: pending },
      evidence: pending === 0 ? null : { page: 'ledger', filter: { view: 'pending' }, count: pending },
    },
  } satisfies Partial<Record<ComplianceRule, Found>>;
}

function lookAtSeals({ db, clock }: StationParts, ready: ReadyParts) {
  const nowMs = clock.now().getTime();
  const seals = listKeptSeals(db);
  const active = seals.filter(({ state }) => state === 'active');
  const evidence = { page: 'seals', filter: null, count: seals.length } as const;
  const unkept = active.filter(({ custodian }) => !findPerson(db, custodian)?.roles.includes('custodian'));
  const ending = active.filter(({ certificate, seal }) => {
    const end = Math.min(readCertificate(certificate).notAfter.getTime(), seal.validTo.getTime());
    return end - nowMs < remindDays(ready) * dayMs;
  });
  const used = new Set(
    useGroups(db, { from: dayOf(nowMs - idleDays * dayMs), to: dayOf(nowMs) }).flatMap(({ esId, isVoid }) =>
      isVoid ? [] : [esId],
    ),
  );
  const idle = active.filter(({ esId }) => !used.has(esId));
  const names = (of: typeof seals): string => of.map(({ name }) => name).join('、');
  const training = active.filter(({ isTraining }) => isTraining);
  return {
    custody: {
      state: stateOf(unkept.length === 0),
      facts: { count: active.length, names: names(unkept) },
      evidence,
    },
    validity: { state: stateOf(ending.length === 0), facts: { count: active.length, names: names(ending) }, evidence },
    idle: {
      state: stateOf(idle.length === 0),
      facts: { days: idleDays, count: active.length, names: names(idle) },
      evidence,
    },
    token: {
      // That a key is a certified product is the office's to know.
      state: training.length === 0 ? ('office' as const) : ('attention' as const),
      facts: { count: active.length, names: names(training) },
      evidence,
    },
    pin: { ...lookAtPins(db, ready, active, nowMs), evidence },
  } satisfies Partial<Record<ComplianceRule, Found>>;
}

/** The key that has to be looked after first speaks for all. */
function lookAtPins(
  db: StationParts['db'],
  { profile: { profile } }: ReadyParts,
  seals: ReturnType<typeof listKeptSeals>,
  nowMs: number,
): Omit<Found, 'evidence'> {
  const ages = seals.map(({ name, tokenSerial: serial, tokenManufacturer: manufacturer }) => ({
    name,
    age: pinAge(profile, lastPinSet(db, { serial, manufacturer })?.at.getTime() ?? null, nowMs),
  }));
  const order = ['over', 'unknown', 'due', 'fresh', 'unlimited'] as const;
  const [worst] = ages.toSorted((a, b) => order.indexOf(a.age.state) - order.indexOf(b.age.state));
  if (worst === undefined) return { state: 'ok', key: 'none' };
  const { state, days, limitDays } = worst.age;
  return {
    state: stateOf(state === 'fresh' || state === 'unlimited'),
    key: state,
    facts: { name: worst.name, days: days ?? '', limit: limitDays ?? '', count: ages.length },
  };
}
