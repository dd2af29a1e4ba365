import { useCallback, useEffect, useMemo } from 'react';
import type { SealChoice } from '#shared/contract/register-form.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { KeptDraft } from '#shared/model/kept-draft.ts';
import type { Placement } from '#shared/model/placement.ts';
import { expandRules } from '#shared/placing/expand-rules.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import type { Places } from './places.ts';

/** Places of a draft: those that are moved one by one come first, and those that follow from rules behind them. */
export interface Placing {
  readonly singles: Places;
  /** Rules for keywords, pages and straddle seals. */
  readonly sets: readonly PlacementRule[];
  readonly setPlaces: Places;
  /** Why the rules come to no places with this seal on these pages. */
  readonly error: StationError | null;
  readonly changeSingles: (singles: Places) => void;
  readonly changeSets: (sets: readonly PlacementRule[]) => void;
  readonly changeAll: (singles: Places, sets: readonly PlacementRule[]) => void;
}

const none: readonly PlacementRule[] = [];

export function usePlacing(
  draft: KeptDraft,
  change: (change: Partial<KeptDraft>) => void,
  pages: readonly PageSize[],
  seal: SealChoice | null,
): Placing {
  const { placements, rules } = draft;
  const count = rules ? rules.filter(({ kind }) => kind === 'single').length : placements.length;
  const singles = useMemo(() => placements.slice(0, count), [placements, count]);
  const sets = useMemo(() => rules?.filter(({ kind }) => kind !== 'single') ?? none, [rules]);
  const expanded = useMemo(() => expandSets(sets, pages, seal), [sets, pages, seal]);

  const changeAll = useCallback(
    (nextSingles: Places, nextSets: readonly PlacementRule[]) => {
      const { places } = expandSets(nextSets, pages, seal);
      change({
        placements: [...nextSingles, ...places],
        rules: [...nextSingles.map(singleRule), ...nextSets],
      });
    },
    [change, pages, seal],
  );
  // Another seal has other slices, and other middles over a keyword.
  useEffect(() => {
    if (sets.length === 0) return;
    const kept = placements.slice(count);
    if (JSON.stringify(kept) !== JSON.stringify(expanded.places)) changeAll(singles, sets);
  }, [sets, expanded, placements, count, singles, changeAll]);

  return {
    singles,
    sets,
    setPlaces: expanded.places,
    error: expanded.error,
    changeSingles: useCallback((next: Places) => changeAll(next, sets), [changeAll, sets]),
    changeSets: useCallback((next: readonly PlacementRule[]) => changeAll(singles, next), [changeAll, singles]),
    changeAll,
  };
}

/** What rules come to; none of it where one of them does not fit, with the reason. */
export function expandSets(
  sets: readonly PlacementRule[],
  pages: readonly PageSize[],
  seal: { readonly widthMm: number; readonly heightMm: number } | null,
): { readonly places: Places; readonly error: StationError | null } {
  if (!seal || sets.length === 0) return { places: [], error: null };
  try {
    const { widthMm, heightMm } = seal;
    return { places: expandRules(sets, pages, { widthMm, heightMm }), error: null };
  } catch (error) {
    if (error instanceof StationError) return { places: [], error };
    throw error;
  }
}

export function singleRule({ page, xMm, yMm, rotation, opacity, text }: Placement): PlacementRule {
  return {
    kind: 'single',
    page,
    xMm,
    yMm,
    ...(rotation !== undefined && { rotation }),
    ...(opacity !== undefined && { opacity }),
    ...(text && { text }),
  };
}
