import type { SealState } from '#shared/model/seal.ts';
import type { Fact } from '#shared/model/verdict.ts';
import type { SigningTime } from './check-time.ts';
import type { TrustContext } from './trust-context.ts';

/** States in which a seal may be used. */
const usable: ReadonlySet<SealState> = new Set(['active', 'renewing']);

type Stop = 'suspended' | 'expired' | 'cancelled';
const isStop = (state: SealState): state is Stop =>
  state === 'suspended' || state === 'expired' || state === 'cancelled';

/**
 * The seal's status, which is separate from its certificate: a seal can be cancelled while the certificate is good.
 *
 * Where a registry speaks for the maker, its list decides, and silence or age leaves the question open. Where none
 * does (a trust folder, another system), there is nothing to ask; the fact is kept as a warning and does not decide.
 *
 * @returns check `seal.status`; `fail` sealed-after-suspended, -expired, -cancelled, not-in-use; `unknown`
 * suspended-since, expired-since, cancelled-since, not-on-list, list-stale; `warn` suspended-later, expired-later,
 * cancelled-later (a timestamp proves that the seal was used before), no-status-service
 */
export function statusFacts(esId: string, makerSm3: string, time: SigningTime, context: TrustContext): readonly Fact[] {
  const check = 'seal.status';
  const source = context.status;
  if (source === null || !source.speaksFor(makerSm3)) {
    return [{ check, state: 'warn', reason: 'no-status-service', evidence: { esId } }];
  }
  const evidence = { esId, list: source.number, issuedAt: source.issuedAt.toISOString() };
  const status = source.statusOf(esId);
  if (!status) return [{ check, state: 'unknown', reason: 'not-on-list', evidence }];
  const found = { ...evidence, state: status.state, since: status.since.toISOString() };
  if (isStop(status.state)) {
    // Sealed after the stop is a violation; sealed before it rests on a time that only the signer claims, unless a
    // timestamp proves it.
    if (time.at !== null && time.at >= status.since) {
      return [{ check, state: 'fail', reason: `sealed-after-${status.state}`, evidence: found }];
    }
    return time.source === 'timestamp'
      ? [{ check, state: 'warn', reason: `${status.state}-later`, evidence: found }]
      : [{ check, state: 'unknown', reason: `${status.state}-since`, evidence: found }];
  }
  if (!usable.has(status.state)) return [{ check, state: 'fail', reason: 'not-in-use', evidence: found }];
  if (context.now > source.nextUpdate) return [{ check, state: 'unknown', reason: 'list-stale', evidence: found }];
  return [{ check, state: 'ok', evidence: found }];
}
