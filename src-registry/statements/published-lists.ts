import { toBase64 } from '#shared/log/text-bytes.ts';
import type {
  SignedStatusList,
  SignedTimeAnswer,
  SignedTrustList,
  StatusList,
  TimeAnswer,
  TrustListStatement,
} from '#shared/registry/registry-statements.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { expireOverdueSeals } from '../seals/seal-standing.ts';
import { numberedSeals, overdueSeals } from '../store/seal-case-repository.ts';
import type { SealCaseRow } from '../store/registry-schema.ts';
import { currentNumber } from '../store/registry-store.ts';

/** How long a list may be relied on; a station's profile may be stricter (`statusTtlHours`). */
const listLifeMs = 24 * 3_600_000;

/**
 * The state of every seal, signed. The number rises with every change, so one number never names two contents; the
 * same number issued again later is only fresher.
 */
export async function statusList(parts: RegistryParts): Promise<SignedStatusList> {
  const now = parts.clock.now();
  if ((await overdueSeals(parts.store.read, now)).length > 0) {
    await parts.store.write((tx) => expireOverdueSeals(parts, tx));
  }
  // Number and states from one transaction: a change in between would give one number two contents.
  const statement = await parts.store.write(async (tx): Promise<StatusList> => {
    const seals = await numberedSeals(tx);
    return {
      registry: parts.authority.registry,
      number: await currentNumber(tx, 'status'),
      issuedAt: now.toISOString(),
      nextUpdate: new Date(now.getTime() + listLifeMs).toISOString(),
      seals: seals.map(listedSeal),
    };
  });
  return parts.authority.signStatement('statusList', statement);
}

/** Roots, intermediates and pinned seal makers, signed. */
export async function trustList(parts: RegistryParts): Promise<SignedTrustList> {
  const now = parts.clock.now();
  const statement: TrustListStatement = {
    registry: parts.authority.registry,
    number: await currentNumber(parts.store.read, 'trust'),
    issuedAt: now.toISOString(),
    nextUpdate: new Date(now.getTime() + listLifeMs).toISOString(),
    roots: [toBase64(parts.authority.root)],
    intermediates: parts.authority.intermediates.map(toBase64),
    makers: parts.authority.makers.map(toBase64),
  };
  return parts.authority.signStatement('trustList', statement);
}

/** The registry's time, bound to the asker's nonce. */
export function timeAnswer(parts: RegistryParts, nonce: string): SignedTimeAnswer {
  const statement: TimeAnswer = { registry: parts.authority.registry, nonce, time: parts.clock.now().toISOString() };
  return parts.authority.signStatement('time', statement);
}

function listedSeal({ es_id, state, since, reason }: SealCaseRow): StatusList['seals'][number] {
  return { esId: es_id ?? '', state, since, ...(reason === null ? {} : { reason }) };
}
