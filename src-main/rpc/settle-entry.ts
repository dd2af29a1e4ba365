import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { findEntry } from '#main/ledger/entry-story.ts';
import { settleUnknown } from '#main/stamping/settle-unknown.ts';
import { authenticate } from '#main/station/people.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { parseEntryNo } from '#shared/model/register-entry.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import type { StationParts } from './station-parts.ts';

export interface SettleRequest {
  readonly entryNo: string;
  readonly statement: string;
  /** A file that bears the signature: an upload of this session, or a path from the command line. */
  readonly uploadId?: string | undefined;
  readonly path?: string | undefined;
  readonly by: SignedInPerson;
  readonly session: string | undefined;
  readonly consent: { readonly account: string; readonly password: string };
}

/** Whoever answers for the office or watches over it, and took no part in the use. */
const consents: readonly Role[] = ['head', 'auditor'];

/**
 * Settles an outcome nobody knew. The seal's own custodian or the head of the unit does it; a head or an auditor, who
 * is another person, consents with his own password.
 *
 * @throws LEDGER_NOT_FOUND, SEAL_NOT_CUSTODIAN, RPC_FORBIDDEN, RPC_SIGN_IN_FAILED, RPC_ACCOUNT_LOCKED,
 *   STAMP_NOT_UNSETTLED, STAMP_EVIDENCE_MISSING, DOC_*
 */
export async function settleEntry(parts: StationParts, request: SettleRequest): Promise<void> {
  const { db, clock, events, uploads } = parts;
  const { entryNo, statement, uploadId, path, by, session, consent } = request;
  const number = parseEntryNo(entryNo);
  if (!number) throw new StationError('LEDGER_NOT_FOUND', { entry: entryNo });
  const { custodian } = readKeptSeal(db, findEntry(db, number).intent.record.body.sealEsId);
  if (custodian !== by.account && !by.roles.includes('head'))
    throw new StationError('SEAL_NOT_CUSTODIAN', { custodian });
  const consenting = await authenticate(db, consent.account, consent.password, clock.now());
  const isEntitled = consenting.roles.some((role) => consents.includes(role)) && consenting.account !== custodian;
  if (consenting.account === by.account || !isEntitled) {
    throw new StationError('RPC_FORBIDDEN', { roles: consents.map((role) => `@states.role.${role}`).join('、') });
  }
  const upload = uploadId === undefined ? null : uploads.find(session ?? '', uploadId).path;
  const requestId = await settleUnknown(parts.ready().desk, {
    entryNo: number,
    statement,
    evidenceFile: upload ?? path ?? null,
    by: named(by),
    consentBy: named(consenting),
  });
  events.emit({ type: 'request.changed', requestId });
  events.emit({ type: 'entry.appended', entryNo });
}

function named({ account, name }: SignedInPerson): Person {
  return { account, name };
}
