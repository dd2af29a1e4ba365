import { describe, expect, it } from 'vitest';
import { transaction } from '#main/storage/database.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import { findJournaled, journalSignature, type JournaledSignature } from '#main/warrant/signature-journal.ts';
import { openOffice, reservedWarrant, someE } from './warrant-fixture.ts';

const queries = createQueries<{
  signature_journal: { use_id: string };
  warrants: { warrant_id: string; copies: number };
}>();

function signatureOf(useId: string, changes: Partial<JournaledSignature> = {}): JournaledSignature {
  return {
    useKind: 'stamping',
    useId,
    e: someE,
    signatureRs: new Uint8Array(64).fill(5),
    certificateSm3: new Uint8Array(32).fill(3),
    tokenSerial: 'SK00000001',
    at: new Date('2026-03-02T09:00:05Z'),
    ...changes,
  };
}

describe('signature journal', () => {
  it('finds the signature a warrant gave, byte for byte', () => {
    const opened = openOffice();
    const { warrantId } = reservedWarrant(opened, someE);
    transaction(opened.db, (tx) => journalSignature(tx, signatureOf(warrantId)));
    expect(findJournaled(opened.db, warrantId)).toEqual(signatureOf(warrantId));
    expect(findJournaled(opened.db, 'another')).toBeUndefined();
  });

  it('refuses a second signature of one warrant', () => {
    const opened = openOffice();
    const { warrantId } = reservedWarrant(opened, someE);
    transaction(opened.db, (tx) => journalSignature(tx, signatureOf(warrantId)));
    const second = signatureOf(warrantId, { signatureRs: new Uint8Array(64).fill(6) });
    expect(() => transaction(opened.db, (tx) => journalSignature(tx, second))).toThrow(/UNIQUE/);
  });

  it('refuses a signature without a warrant reserved for its digest', () => {
    const opened = openOffice();
    const { warrantId } = reservedWarrant(opened, someE);
    const otherDigest = signatureOf(warrantId, { e: new Uint8Array(32).fill(9) });
    expect(() => transaction(opened.db, (tx) => journalSignature(tx, otherDigest))).toThrow(/no reserved warrant/);
    expect(() => transaction(opened.db, (tx) => journalSignature(tx, signatureOf('none')))).toThrow(
      /no reserved warrant/,
    );
  });

  it('takes the signature of a use without a warrant', () => {
    const opened = openOffice();
    const selfTest = signatureOf('self-test-1', { useKind: 'self-test', certificateSm3: null });
    transaction(opened.db, (tx) => journalSignature(tx, selfTest));
    expect(findJournaled(opened.db, 'self-test-1')?.certificateSm3).toBeNull();
  });

  it('refuses, in the database itself, to change or delete an entry or to give back a warrant that signed', () => {
    const opened = openOffice();
    const { warrantId } = reservedWarrant(opened, someE);
    transaction(opened.db, (tx) => journalSignature(tx, signatureOf(warrantId)));
    const change = queries.updateTable('signature_journal').set({ use_id: 'x' });
    expect(() => transaction(opened.db, (tx) => run(tx, change))).toThrow(/append-only/);
    expect(() => transaction(opened.db, (tx) => run(tx, queries.deleteFrom('signature_journal')))).toThrow(
      /append-only/,
    );
    expect(() => transaction(opened.db, (tx) => opened.office.release(tx, warrantId))).toThrow(/has given a signature/);
  });

  it('refuses, in the database itself, to change what a warrant was issued for or to delete it', () => {
    const opened = openOffice();
    reservedWarrant(opened, someE);
    const change = queries.updateTable('warrants').set({ copies: 99 });
    expect(() => transaction(opened.db, (tx) => run(tx, change))).toThrow(/keeps what it was issued for/);
    expect(() => transaction(opened.db, (tx) => run(tx, queries.deleteFrom('warrants')))).toThrow(/not deleted/);
  });
});
