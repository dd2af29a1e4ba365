import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SetUpState } from '#shared/contract/set-up.ts';
import type { Role } from '#shared/model/roles.ts';
import { station } from './client.ts';

/** How far the first start is; asked once, and again after what changes it. */
export function useSetUpState(): UseQueryResult<SetUpState> {
  return useQuery({ ...station.setUp.state.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
}

/** Those who bring the first seal into use: until then the set-up is where they go on. */
export function goesOnWithSetUp(state: SetUpState | undefined, roles: readonly Role[]): boolean {
  return state !== undefined && !state.hasSeal && (roles.includes('system') || roles.includes('custodian'));
}
