import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerWatch, type LedgerWatch } from '#main/ledger/ledger-watch.ts';
import { openStationLedger, stampOnce, type StationLedger } from '#test/support/station-ledger.ts';

let ledger: StationLedger;
let watch: LedgerWatch;
let changes = 0;
beforeEach(() => {
  ledger = openStationLedger();
  for (let n = 0; n < 3; n += 1) stampOnce(ledger);
  changes = 0;
  const { db, clock, key } = ledger;
  watch = createLedgerWatch({ db, clock, publicKeys: [key.publicKey], onChange: () => (changes += 1) });
});
afterEach(() => ledger.close());

function tamper(): void {
  const db = new DatabaseSync(ledger.file);
  db.exec('DROP TRIGGER ledger_leaves_keep_update');
  db.exec("UPDATE ledger_leaves SET used_at = '2020-01-01T09:00:00+08:00' WHERE kind = 'outcome' AND leaf_index = 3");
  db.close();
}

describe('the watch over a ledger', () => {
  it('knows nothing before its first check, and makes that check for whoever asks first', async () => {
    expect(watch.last()).toBeNull();
    const [one, other] = await Promise.all([watch.known(), watch.known()]);
    expect(one).toBe(other);
    expect(one.report).toMatchObject({ ok: true, entries: 3 });
    expect(watch.last()).toBe(one);
  });

  it('keeps what it found, until another check finds something else and is told', async () => {
    await watch.known();
    tamper();
    expect((await watch.known()).report.ok).toBe(true);
    expect((await watch.check('all')).report.firstBad).toEqual({ index: 3, reason: 'columns' });
    expect((await watch.known()).report.ok).toBe(false);
    expect(changes).toBe(2);
    await watch.check('all');
    expect(changes).toBe(2);
  });

  it('checks one after another, each over what was there when it began', async () => {
    const first = watch.check('newest');
    stampOnce(ledger);
    const second = watch.check('newest');
    expect([(await first).report.entries, (await second).report.entries].at(-1)).toBe(4);
  });

  it('says when it looked, by the clock of the station', async () => {
    ledger.clock.advance(60_000);
    expect((await watch.check('newest')).checkedAt).toEqual(ledger.clock.now());
  });
});
