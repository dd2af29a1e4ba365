import { describe, expect, it } from 'vitest';
import { transaction } from '#main/storage/database.ts';
import { StampingWarrant, createWarrantOffice } from '#main/warrant/warrant-office.ts';
import { systemIds } from '#main/platform/ids.ts';
import { findWarrant, listWarrants } from '#main/warrant/warrant-repository.ts';
import { approvedUse, openOffice, reservedWarrant, someE } from './warrant-fixture.ts';

const otherE = new Uint8Array(32).fill(0x22);
const refused = (detail: string) => expect.objectContaining({ code: 'TOKEN_USE_REFUSED', facts: { detail } });

describe('warrant office', () => {
  it('issues one warrant for an approved use, bound to what was approved', () => {
    const { db, office } = openOffice();
    const warrant = transaction(db, (tx) => office.issue(tx, approvedUse()));
    expect(warrant.binding).toEqual(approvedUse().binding);
    expect(findWarrant(db, warrant.warrantId)?.state).toBe('issued');
  });

  it('keeps what the warrant is bound to when a caller writes into the bytes it was given', () => {
    const { db, office } = openOffice();
    const digest = new Uint8Array(32).fill(1);
    const warrant = transaction(db, (tx) => office.issue(tx, approvedUse({ documentDigestSm3: digest })));
    digest.fill(9);
    warrant.binding.documentDigestSm3.fill(9);
    expect(warrant.binding.documentDigestSm3[0]).toBe(1);
  });

  it('refuses an object that only looks like an approval (ATK-42)', () => {
    const { db, office } = openOffice();
    const forged = { binding: approvedUse().binding } as never;
    expect(() => transaction(db, (tx) => office.issue(tx, forged))).toThrow(refused('@token.use.forged'));
    expect(listWarrants(db, 'issued')).toEqual([]);
  });

  it('refuses a forged warrant, and one made through the prototype', () => {
    const shaped = Object.create(StampingWarrant.prototype) as StampingWarrant;
    expect(() => StampingWarrant.take(shaped, someE)).toThrow(refused('@token.use.forged'));
    const Constructor = StampingWarrant as unknown as new (...args: unknown[]) => StampingWarrant;
    expect(() => new Constructor(Symbol('warrant office'), 'w', approvedUse().binding, () => {})).toThrow(
      refused('@token.use.forged'),
    );
  });

  it('lets a reserved warrant go to the key once', () => {
    const opened = openOffice();
    const warrant = reservedWarrant(opened, someE);
    StampingWarrant.take(warrant, someE);
    expect(() => StampingWarrant.take(warrant, someE)).toThrow(refused('@token.use.takenBefore'));
  });

  it('refuses a warrant that is not reserved, or is reserved for another digest', () => {
    const { db, office } = openOffice();
    const warrant = transaction(db, (tx) => office.issue(tx, approvedUse()));
    expect(() => StampingWarrant.take(warrant, someE)).toThrow(refused('@token.use.notReserved'));
    transaction(db, (tx) => office.reserve(tx, warrant, someE));
    expect(() => StampingWarrant.take(warrant, otherE)).toThrow(refused('@token.use.otherDigest'));
  });

  it('refuses a warrant whose reservation was rolled back with its intent', () => {
    const { db, office } = openOffice();
    const warrant = transaction(db, (tx) => office.issue(tx, approvedUse()));
    const failing = () =>
      transaction(db, (tx) => {
        office.reserve(tx, warrant, someE);
        throw new Error('the intent could not be written');
      });
    expect(failing).toThrow('the intent could not be written');
    expect(() => StampingWarrant.take(warrant, someE)).toThrow(refused('@token.use.notReserved'));
  });

  it('gives a fresh instance after a restart, and the earlier one is dead', () => {
    const { db, office } = openOffice();
    const earlier = transaction(db, (tx) => office.issue(tx, approvedUse()));
    const later = transaction(db, (tx) => office.issue(tx, approvedUse()));
    expect(later.warrantId).toBe(earlier.warrantId);
    expect(() => transaction(db, (tx) => office.reserve(tx, earlier, someE))).toThrow('TOKEN_USE_REFUSED');
    transaction(db, (tx) => office.reserve(tx, later, someE));
    expect(() => StampingWarrant.take(earlier, someE)).toThrow(refused('@token.use.notLive'));
  });

  it('does not let two offices over one database take the same warrant', () => {
    const opened = openOffice();
    const warrant = reservedWarrant(opened, someE);
    const second = createWarrantOffice({ db: opened.db, clock: opened.clock, ids: systemIds });
    expect(() => transaction(opened.db, (tx) => second.issue(tx, approvedUse()))).toThrow('TOKEN_USE_REFUSED');
    StampingWarrant.take(warrant, someE);
    expect(findWarrant(opened.db, warrant.warrantId)?.takenAt).toEqual(opened.clock.now());
  });

  it('says APPROVAL_SPENT with the entry number for a second stamp on a used request (U-CUS-7)', () => {
    const opened = openOffice();
    const warrant = reservedWarrant(opened, someE);
    transaction(opened.db, (tx) => opened.office.spend(tx, warrant.warrantId, '2026-000118'));
    expect(() => transaction(opened.db, (tx) => opened.office.issue(tx, approvedUse()))).toThrow(
      expect.objectContaining({ code: 'APPROVAL_SPENT', facts: { entry: '2026-000118', request: 'request-1' } }),
    );
  });

  it('issues another warrant after one was given back, and the old one stays dead', () => {
    const opened = openOffice();
    const first = reservedWarrant(opened, someE);
    transaction(opened.db, (tx) => opened.office.release(tx, first.warrantId));
    const second = transaction(opened.db, (tx) => opened.office.issue(tx, approvedUse()));
    expect(second.warrantId).not.toBe(first.warrantId);
    expect(() => StampingWarrant.take(first, someE)).toThrow(refused('@token.use.notLive'));
  });

  it('issues nothing while the outcome of an earlier attempt is unknown', () => {
    const opened = openOffice();
    const warrant = reservedWarrant(opened, someE);
    transaction(opened.db, (tx) => opened.office.markUnknown(tx, warrant.warrantId));
    expect(() => transaction(opened.db, (tx) => opened.office.issue(tx, approvedUse()))).toThrow(
      'STAMP_OUTCOME_UNKNOWN',
    );
  });

  it('refuses an expired approval when the warrant is issued and again when it is reserved', () => {
    const { db, clock, office } = openOffice();
    const warrant = transaction(db, (tx) => office.issue(tx, approvedUse()));
    clock.set(new Date('2026-03-09T09:00:01Z'));
    expect(() => transaction(db, (tx) => office.reserve(tx, warrant, someE))).toThrow('APPROVAL_EXPIRED');
    expect(() => transaction(db, (tx) => office.issue(tx, approvedUse({ requestId: 'r2' })))).toThrow(
      'APPROVAL_EXPIRED',
    );
  });

  it('refuses another document or seal under the same request', () => {
    const { db, office } = openOffice();
    transaction(db, (tx) => office.issue(tx, approvedUse()));
    expect(() => transaction(db, (tx) => office.issue(tx, approvedUse({ sealEsId: 'other' })))).toThrow(
      'TOKEN_USE_REFUSED',
    );
  });
});
