import { StationError } from '#shared/errors/station-error.ts';
import type { RequestState } from '#shared/model/request.ts';

/** What happens to a request (lifecycles C.3). */
export type RequestEvent =
  | 'approve-step'
  | 'approve-last'
  | 'refuse'
  | 'withdraw'
  | 'invalidate'
  | 'expire'
  | 'start'
  | 'finish'
  | 'abort'
  | 'lose-track'
  | 'settle-void';

const table: Readonly<Partial<Record<RequestState, Readonly<Partial<Record<RequestEvent, RequestState>>>>>> = {
  'in-review': {
    'approve-step': 'in-review',
    'approve-last': 'approved',
    refuse: 'refused',
    withdraw: 'withdrawn',
    invalidate: 'invalidated',
  },
  approved: {
    withdraw: 'withdrawn',
    invalidate: 'invalidated',
    expire: 'expired',
    start: 'executing',
  },
  executing: { finish: 'consumed', abort: 'approved', 'lose-track': 'unsettled' },
  unsettled: { finish: 'consumed', 'settle-void': 'invalidated' },
};

/** The next state. @throws APPROVAL_STATE for a step outside the table */
export function nextState(state: RequestState, event: RequestEvent): RequestState {
  const next = table[state]?.[event];
  if (next) return next;
  throw new StationError('APPROVAL_STATE', {
    state: `@states.request.${state}`,
    action: `@approvals.actions.${event}`,
  });
}
