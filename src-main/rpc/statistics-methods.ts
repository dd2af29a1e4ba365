import { useGroups, yearsOfEntries, type UseGroup } from '#main/ledger/use-figures.ts';
import { listKeptSeals } from '#main/seals/kept-seals.ts';
import type { UseFigures, UsePeriod, UseShare } from '#shared/contract/statistics.ts';
import { ledgerYear } from '#shared/model/register-entry.ts';
import { complianceReport } from './compliance-report.ts';
import type { guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

/** 统计·合规: what the register says of a period, and how the office stands to each requirement. */
export function statisticsMethods({ statistics }: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock } = parts;
  return {
    years: statistics.years.handler(() => {
      const present = ledgerYear(clock.now());
      return [present, ...yearsOfEntries(db).filter((year) => year !== present)];
    }),
    uses: statistics.uses.handler(({ input }) => useFigures(parts, input)),
    compliance: statistics.compliance.handler(({ input }) => complianceReport(parts, parts.ready(), input)),
  };
}

function useFigures({ db, ready }: StationParts, period: UsePeriod): UseFigures {
  const groups = useGroups(db, period);
  const uses = groups.filter(({ isVoid }) => !isVoid);
  const { unitName } = ready().identity;
  const names = new Map(listKeptSeals(db).map(({ esId, name }) => [esId, name]));
  return {
    numbers: sum(groups),
    voids: sum(groups) - sum(uses),
    outOfHours: sum(uses.filter(({ isOutOfHours }) => isOutOfHours)),
    months: monthsOf(period).map((month) => {
      const ofMonth = uses.filter((group) => group.month === month);
      return { month, uses: sum(ofMonth), outOfHours: sum(ofMonth.filter(({ isOutOfHours }) => isOutOfHours)) };
    }),
    departments: shares(uses, ({ deptName }) => deptName ?? unitName),
    seals: shares(uses, ({ esId }) => esId).map(({ name: esId, uses: count }) => ({
      esId,
      name: names.get(esId) ?? esId,
      uses: count,
    })),
  };
}

const sum = (groups: readonly UseGroup[]): number => groups.reduce((total, { count }) => total + count, 0);

/** Most first; equals in the order of their names, so that a list never jumps. */
function shares(groups: readonly UseGroup[], nameOf: (group: UseGroup) => string): readonly UseShare[] {
  const counted = new Map<string, number>();
  for (const group of groups) counted.set(nameOf(group), (counted.get(nameOf(group)) ?? 0) + group.count);
  return [...counted]
    .map(([name, uses]) => ({ name, uses }))
    .toSorted((a, b) => b.uses - a.uses || a.name.localeCompare(b.name, 'zh-CN'));
}

/** Months since the year 0. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** `2026-01`, `2026-02` and so on, both ends included. */
function monthsOf({ from, to }: UsePeriod): readonly string[] {
  const first = monthOf(from);
  return Array.from({ length: monthOf(to) - first + 1 }, (_, index) => {
    const month = first + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
