import type { RegisterFilter } from '#shared/contract/ledger.ts';

const named = ['text', 'from', 'to', 'sealEsId', 'result', 'deptName', 'view'] as const;

/** A filter of the register as an address carries it; what the station does not know, it refuses. */
export function wantedFilter(carried: unknown): RegisterFilter | undefined {
  if (typeof carried !== 'object' || carried === null) return undefined;
  const values = carried as Readonly<Record<string, unknown>>;
  const kept = named.flatMap((name) => {
    const value = values[name];
    // Everything is what is shown anyway.
    const isAsked = typeof value === 'string' && value !== '' && !(name === 'view' && value === 'all');
    return isAsked ? [[name, value] as const] : [];
  });
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as RegisterFilter);
}
