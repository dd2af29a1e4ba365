import fs from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listOperations } from '#main/station/operation-log.ts';
import { listWarrants } from '#main/warrant/warrant-repository.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

let demo: DemoStation;
let number = 0;
beforeAll(async () => {
  demo = await openDemoStation();
});
beforeEach(() => {
  demo.pin.says = 'right';
  demo.key.control();
});
afterAll(() => demo.close());

async function approved(): Promise<string> {
  number += 1;
  const isPdf = number % 2 === 1;
  const text = `Contract ${number}`;
  const bytes = isPdf
    ? pdfDocument([{ content: `BT /F1 24 Tf 60 60 Td (${text}) Tj ET` }])
    : makeOfd({ text: () => text });
  return demo.submitApproved(demo.file(`合同-${number}.${isPdf ? 'pdf' : 'ofd'}`, bytes));
}

async function register(): Promise<readonly EntryRow[]> {
  return (await demo.client(demoPeople.auditor)).ledger.list({});
}

async function isLedgerSound(): Promise<boolean> {
  return (await (await demo.client(demoPeople.auditor)).ledger.check()).ok;
}

/** The last entry, which nothing may follow: no file under a final or temporary name belongs to it. */
async function lastWithoutFile(): Promise<EntryRow> {
  const [entry] = await register();
  expect(demo.sealedFiles().filter((name) => name.includes(entry!.entryNo))).toEqual([]);
  return entry!;
}

describe('a PIN that is not given (U-CUS-2)', () => {
  it.each([
    ['wrong', 'TOKEN_PIN_INCORRECT'],
    ['cancel', 'TOKEN_PIN_CANCELLED'],
  ] as const)('%s: no number is used, the request stays approved, and the failure is logged', async (says, code) => {
    const requestId = await approved();
    const before = await register();
    const asked = demo.pin.asked.length;
    demo.pin.says = says;
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code });
    expect(demo.pin.asked).toHaveLength(asked + 1);
    expect(await register()).toEqual(before);
    expect(await demo.requestState(requestId)).toBe('approved');
    const failure = listOperations(demo.station.parts.db, 20).find(({ action }) => action === 'stamping.stamp');
    expect(failure).toMatchObject({ account: demoPeople.custodian, result: code });

    demo.pin.says = 'right';
    const { entryNo } = await demo.stamp(requestId);
    expect(Number(entryNo.slice(-6))).toBe(before.length + 1);
  });

  it('tells the state of the tries, and never tries again by itself', async () => {
    const requestId = await approved();
    demo.pin.says = 'wrong';
    const signed = demo.key.signatureCount();
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ facts: { triesState: 'tried' } });
    expect(demo.key.signatureCount()).toBe(signed);
    demo.pin.says = 'right';
    await demo.stamp(requestId);
  });
});

describe('a key that is pulled (U-CUS-4)', () => {
  it('before the PIN: refused, nothing is written', async () => {
    const requestId = await approved();
    const before = await register();
    demo.key.unplug();
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'TOKEN_ABSENT' });
    expect(await register()).toEqual(before);
    expect(await demo.requestState(requestId)).toBe('approved');
  });

  it('while the PIN is being entered: refused, nothing is written', async () => {
    const requestId = await approved();
    const before = await register();
    demo.pin.during(() => demo.key.unplug());
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'TOKEN_REMOVED' });
    expect(await register()).toEqual(before);
  });

  it('after the intent, before the signature: the number is void and the request may be stamped again', async () => {
    const requestId = await approved();
    const signed = demo.key.signatureCount();
    const pull = (step: string) => step === 'intent' && demo.key.unplug();
    await expect(demo.stampInSteps(requestId, pull)).rejects.toMatchObject({ code: 'TOKEN_REMOVED' });
    expect(demo.key.signatureCount()).toBe(signed);
    const voided = await lastWithoutFile();
    expect(voided.result).toBe('void');
    expect(await demo.requestState(requestId)).toBe('approved');

    demo.key.plug();
    const { entryNo, output } = await demo.stamp(requestId);
    expect(Number(entryNo.slice(-6))).toBe(Number(voided.entryNo.slice(-6)) + 1);
    expect(fs.existsSync(output)).toBe(true);
    expect(await isLedgerSound()).toBe(true);
  });

  it.each(['before', 'after'] as const)(
    'while signing, %s the key computed it: 结果不明, never stamped again by itself',
    async (moment) => {
      const requestId = await approved();
      const original = fs.readFileSync(await demo.originalOf(requestId));
      const pull = (step: string) => step === 'intent' && demo.key.removeDuringSign(moment);
      await expect(demo.stampInSteps(requestId, pull)).rejects.toMatchObject({
        code: 'TOKEN_REMOVED',
        facts: { mayHaveSigned: true },
      });
      expect((await lastWithoutFile()).result).toBe('unknown');
      expect(await demo.requestState(requestId)).toBe('unsettled');
      expect(fs.readFileSync(await demo.originalOf(requestId))).toEqual(original);

      demo.key.plug();
      const signed = demo.key.signatureCount();
      await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'APPROVAL_SPENT' });
      expect(demo.key.signatureCount()).toBe(signed);
      expect(await isLedgerSound()).toBe(true);
    },
  );
});

describe('a driver that cannot be trusted (U-CUS-17)', () => {
  it('gives a wrong signature: it is thrown away, the number is void, and no file appears', async () => {
    const requestId = await approved();
    demo.key.giveWrongSignatures();
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'TOKEN_SIGNATURE_INVALID' });
    expect((await lastWithoutFile()).result).toBe('void');
    expect(await demo.requestState(requestId)).toBe('approved');
    demo.key.control();
    await demo.stamp(requestId);
    expect(await isLedgerSound()).toBe(true);
  });

  it('dies while signing: 结果不明, and the next stamp starts it anew', async () => {
    const requestId = await approved();
    const kill = (step: string) => {
      if (step !== 'intent') return;
      demo.key.setLatencyMs(1000);
      setTimeout(() => process.kill(demo.station.tokens().hostPid!, 'SIGKILL'), 300);
    };
    await expect(demo.stampInSteps(requestId, kill)).rejects.toMatchObject({ code: 'TOKEN_HOST_CRASHED' });
    expect((await lastWithoutFile()).result).toBe('unknown');
    demo.key.control();
    await demo.stamp(await approved());
  });
});

describe('one approval, asked for twice (U-CUS-7, ATK-42)', () => {
  it('at the same time gives one file: the second is told that the station is busy', async () => {
    const requestId = await approved();
    const signed = demo.key.signatureCount();
    const both = await Promise.allSettled([demo.stamp(requestId), demo.stamp(requestId)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'STAMP_STATION_BUSY' } });
    expect(demo.key.signatureCount()).toBe(signed + 1);
  });

  it('for two requests at the same time: the key serves one job, the other is not lost', async () => {
    const [first, second] = [await approved(), await approved()];
    const both = await Promise.allSettled([demo.stamp(first), demo.stamp(second)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await demo.stamp(second);
  });
});

describe('after all of this', () => {
  it('every signature the key gave stands in the register, and no permission is left half used', async () => {
    const { db } = demo.station.parts;
    expect(listWarrants(db, 'reserved')).toEqual([]);
    const rows = await register();
    expect(rows.map(({ entryNo }) => Number(entryNo.slice(-6)))).toEqual(rows.map((_, i) => rows.length - i));
    const files = demo.sealedFiles();
    expect(files).toHaveLength(rows.filter(({ result }) => result === 'success').length);
  });
});
