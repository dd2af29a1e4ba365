import type { Seal } from '#main/formats/ses/seal.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { skewMs } from './check-time.ts';
import { contradictions, judgeTimestamp, type Brought } from './check-timestamp.ts';
import type { TrustContext } from './trust-context.ts';

/**
 * The timestamp a seal of version 5 may carry over its maker's signature value (GM/T 0031-2025): it proves since when
 * the seal has been there, which otherwise the maker alone says. One that contradicts the seal fails it; one that
 * cannot be used is a warning, and the time of making stays the maker's claim.
 *
 * @param signedAt the time of the signature with this seal: the seal lies in what is signed, so it cannot be younger
 * @returns check `ses.sealTimestamp`, with the reasons of the token's own checks or seal-timestamp-before-creation,
 * signed-before-seal; nothing for a seal without a token. `provenAt` when the token decides
 */
export function sealTimestamp(
  seal: Seal,
  signedAt: Date | null,
  context: TrustContext,
  brought: Brought = {},
): { readonly facts: readonly Fact[]; readonly provenAt: Date | null } {
  if (seal.timestamp === undefined) return { facts: [], provenAt: null };
  const { facts, genTime, isTrusted } = judgeTimestamp(seal.timestamp, seal.signature, context, brought);
  const fact = (state: Fact['state'], reason?: string): Fact => ({
    check: 'ses.sealTimestamp',
    state,
    ...(reason !== undefined && { reason }),
    evidence: {
      created: seal.createdAt.toISOString(),
      ...(genTime && { proven: genTime.toISOString() }),
      ...(signedAt && { signed: signedAt.toISOString() }),
    },
  });
  const wrong = facts.find(({ state, reason }) => state === 'fail' && contradictions.has(reason ?? ''));
  if (wrong) return { facts: [fact('fail', wrong.reason)], provenAt: null };
  if (!isTrusted || genTime === null) {
    const doubt = facts.find(({ state }) => state === 'fail' || state === 'unknown');
    return { facts: [fact('warn', doubt?.reason)], provenAt: null };
  }
  if (genTime.getTime() < seal.createdAt.getTime() - skewMs) {
    return { facts: [fact('fail', 'seal-timestamp-before-creation')], provenAt: null };
  }
  if (signedAt !== null && signedAt.getTime() < genTime.getTime() - skewMs) {
    return { facts: [fact('fail', 'signed-before-seal')], provenAt: null };
  }
  return { facts: [fact('ok')], provenAt: genTime };
}
