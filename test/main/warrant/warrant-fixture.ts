import { adjustableClock } from '#main/platform/clock.ts';
import { countingIds } from '#main/platform/ids.ts';
import { openWritable, transaction } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { mintApprovedUse, type ApprovedUse, type UseBinding } from '#main/warrant/approved-use.ts';
import { createWarrantOffice } from '#main/warrant/warrant-office.ts';
import { warrantMigrations } from '#main/warrant/warrant-migrations.ts';

/** An office over an empty database in memory, at a fixed time that a test may move. */
export function openOffice(file = ':memory:') {
  const db = openWritable(file);
  migrate(db, warrantMigrations);
  const clock = adjustableClock(new Date('2026-03-02T09:00:00Z'));
  const office = createWarrantOffice({ db, clock, ids: countingIds() });
  return { db, clock, office };
}

export const someE = new Uint8Array(32).fill(0x11);

export function approvedUse(changes: Partial<UseBinding> = {}): ApprovedUse {
  return mintApprovedUse({
    requestId: 'request-1',
    documentDigestSm3: new Uint8Array(32).fill(1),
    sealEsId: '31010000000001',
    placementsDigest: new Uint8Array(32).fill(2),
    copies: 3,
    signatureProfile: 'seal',
    signerCertSm3: new Uint8Array(32).fill(3),
    tokenSerial: 'SK00000001',
    expiresAt: new Date('2026-03-09T09:00:00Z'),
    ...changes,
  });
}

/** A warrant reserved for `e`, ready to be taken to the key. */
export function reservedWarrant(
  opened: ReturnType<typeof openOffice>,
  e: Uint8Array,
  changes: Partial<UseBinding> = {},
) {
  return transaction(opened.db, (tx) => {
    const warrant = opened.office.issue(tx, approvedUse(changes));
    opened.office.reserve(tx, warrant, e);
    return warrant;
  });
}
