import type { RequestView } from '#shared/contract/approvals.ts';

/**
 * What a use of the key that failed has left behind. `nothing`: no number was used; `voided`: the number is void and
 * nothing was signed; `unknown`: the key may have signed; `signed-unsaved`: signed, and the file is not released;
 * `waiting`: signed, and the file is finished at the next start; `invalid`: the approval ended; `unheard`: the station
 * could not be asked.
 */
export type Became =
  | {
      readonly kind: 'voided' | 'unknown' | 'signed-unsaved' | 'waiting';
      readonly entryNo: string;
    }
  | { readonly kind: 'nothing' | 'invalid' | 'unheard'; readonly entryNo: null };

type Known = Pick<RequestView, 'state' | 'entryNo'>;

/** @param after null where the station did not answer */
export function whatBecame(before: Known, after: Known | null): Became {
  if (after === null) return { kind: 'unheard', entryNo: null };
  const { state, entryNo } = after;
  if (state === 'invalidated' || state === 'expired' || state === 'withdrawn')
    return { kind: 'invalid', entryNo: null };
  if (entryNo === null || entryNo === before.entryNo) return { kind: 'nothing', entryNo: null };
  if (state === 'unsettled') return { kind: 'unknown', entryNo };
  if (state === 'executing') return { kind: 'waiting', entryNo };
  return { kind: state === 'consumed' ? 'signed-unsaved' : 'voided', entryNo };
}
