import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Contract } from '#shared/contract/contract.ts';
import { fromErrorShape, StationError, type ErrorFacts } from '#shared/errors/station-error.ts';
import { openChannel } from './channel.ts';
import { currentSession, leave } from './session.ts';

export const channel = openChannel(() => {
  const { signedIn } = currentSession();
  return signedIn ? { authorization: `Bearer ${signedIn.session}` } : ({} as Record<string, string>);
});

/** Every method of the station; a failed call throws a StationError. */
export const client: ContractRouterClient<Contract> = createORPCClient({
  call: async (...asked) => {
    try {
      return await channel.link.call(...asked);
    } catch (error) {
      throw asStationError(error);
    }
  },
});

/** Query and mutation options of every method, for `useQuery` and `useMutation`. */
export const station = createTanstackQueryUtils(client);

/** What arrived as an error becomes the error the station threw; a broken channel has its own code. */
export function asStationError(error: unknown): StationError {
  if (error instanceof StationError) return error;
  if (error instanceof ORPCError) return fromErrorShape({ code: error.code, facts: (error.data ?? {}) as ErrorFacts });
  if (channel.state() !== 'open') return new StationError('RPC_CHANNEL_LOST', {}, error);
  const detail = error instanceof Error ? error.message : String(error);
  return new StationError('INTERNAL_UNEXPECTED', { detail }, error);
}

/** A call that says nobody is signed in any more shows the door, whoever made it. */
function watchSession(error: unknown): void {
  if (asStationError(error).code === 'RPC_SIGNED_OUT' && currentSession().signedIn) leave('ended');
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watchSession }),
  mutationCache: new MutationCache({ onError: watchSession }),
  defaultOptions: {
    queries: {
      retry: (count, error) => asStationError(error).code === 'RPC_CHANNEL_LOST' && count < 20,
      retryDelay: 500,
      refetchOnWindowFocus: false,
      staleTime: 10_000,
    },
    mutations: { retry: false },
  },
});
