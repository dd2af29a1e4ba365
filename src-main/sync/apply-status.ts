import type { SealState } from '#shared/model/seal.ts';
import type { StatusList } from '#shared/registry/registry-statements.ts';
import { applyRegistryState, listKeptSeals, suspendHere } from '#main/seals/kept-seals.ts';
import { transaction, type WritableDb } from '#main/storage/database.ts';

export interface SealChange {
  readonly esId: string;
  readonly from: SealState;
  readonly to: SealState;
}

/**
 * Give the seals this station keeps the state the registry's list says. A seal the station stopped itself stays
 * stopped until the registry, having heard of it, says `active` again (AY-12).
 *
 * @param before the list known until now
 * @returns what changed as seen on this station, for whoever has to close approvals and jobs
 */
export function applyStatusList(db: WritableDb, before: StatusList | undefined, list: StatusList): SealChange[] {
  const stateBefore = new Map(before?.seals.map(({ esId, state }) => [esId, state]));
  const listed = new Map(list.seals.map((seal) => [seal.esId, seal]));
  return transaction(db, (tx) => {
    const kept = listKeptSeals(tx);
    for (const { esId } of kept) {
      const seal = listed.get(esId);
      if (seal === undefined) continue;
      applyRegistryState(tx, esId, seal.state, seal.since);
      if (seal.state === 'active' && stateBefore.get(esId) === 'suspended') suspendHere(tx, esId, false);
    }
    const after = new Map(listKeptSeals(tx).map(({ esId, state }) => [esId, state]));
    return kept.flatMap(({ esId, state: from }) => {
      const to = after.get(esId) ?? from;
      return to === from ? [] : [{ esId, from, to }];
    });
  });
}
