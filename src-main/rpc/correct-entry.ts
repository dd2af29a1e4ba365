import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { findEntry } from '#main/ledger/entry-story.ts';
import { authenticate } from '#main/station/people.ts';
import { transaction } from '#main/storage/database.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { correctableFields } from '#shared/model/correctable-fields.ts';
import type { LeafBody } from '#shared/log/record.ts';
import { parseEntryNo } from '#shared/model/register-entry.ts';
import type { StationParts } from './station-parts.ts';

export interface CorrectionOrder {
  readonly entryNo: string;
  readonly field: (typeof correctableFields)[number];
  readonly value: string;
  readonly by: SignedInPerson;
  readonly consent: { readonly account: string; readonly password: string };
}

/**
 * Adds a correction as a leaf of its own. Whoever consents signs in for this one act, decides in this office, and is
 * not the one who corrects.
 *
 * @throws LEDGER_NOT_FOUND, LEDGER_LEAF_INVALID, RPC_SIGN_IN_FAILED, RPC_ACCOUNT_LOCKED, RPC_FORBIDDEN
 */
export async function correctEntry(parts: StationParts, order: CorrectionOrder): Promise<void> {
  const { db, events } = parts;
  const { entryNo, field, value, by, consent } = order;
  const number = parseEntryNo(entryNo);
  if (!number) throw new StationError('LEDGER_NOT_FOUND', { entry: entryNo });
  const story = findEntry(db, number);
  const consenting = await authenticate(db, consent.account, consent.password, parts.clock.now());
  const mayConsent = consenting.account !== by.account && consenting.roles.some((role) => consents.has(role));
  if (!mayConsent) {
    const roles = [...consents].map((role) => `@states.role.${role}`).join('、');
    throw new StationError('RPC_FORBIDDEN', { roles });
  }
  const { ledger } = parts.ready();
  const body: LeafBody<'correction'> = {
    entryNo: story.entryNo,
    field,
    value,
    by: { account: by.account, name: by.name },
    consentBy: { account: consenting.account, name: consenting.name },
  };
  transaction(db, (tx) => appendLeaf(tx, ledger, { kind: 'correction', body }));
  events.emit({ type: 'entry.appended', entryNo });
}

const consents: ReadonlySet<string> = new Set(['head', 'approver']);
