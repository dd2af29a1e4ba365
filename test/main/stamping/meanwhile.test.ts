import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findIdentity } from '#main/station/identity.ts';
import { createWords } from '#main/platform/words.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { preparedNames } from '#test/support/prepared-station.ts';
import { startRegistry } from '#test/support/registry-process.ts';

let demo: DemoStation;
let number = 0;
const shared = { open: async () => (demo = await openDemoStation()), close: () => demo.close() };

async function approved(name = `合同-${(number += 1)}`): Promise<string> {
  const content = `BT /F1 24 Tf 60 60 Td (Contract ${number}) Tj ET`;
  return demo.submitApproved(demo.file(`${name}.pdf`, pdfDocument([{ content }])));
}

async function leaves(): Promise<number> {
  return (await (await demo.client(demoPeople.auditor)).ledger.check()).leaves;
}

describe('what changes between the approval and the stamp', () => {
  beforeAll(shared.open);
  afterAll(shared.close);
  beforeEach(() => {
    demo.clock.set(new Date());
  });

  it('withdrawn while the PIN is being entered: refused, no number is used, the key is not asked (U-APR-4)', async () => {
    const requestId = await approved();
    const [before, signed] = [await leaves(), demo.key.signatureCount()];
    const handler = await demo.client(demoPeople.handler);
    demo.pin.during(async () => {
      await handler.approvals.withdraw({ requestId });
    });
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'APPROVAL_STATE' });
    expect([await leaves(), demo.key.signatureCount()]).toEqual([before, signed]);
  });

  it('expired while the PIN is being entered: refused, no number is used', async () => {
    const requestId = await approved();
    const before = await leaves();
    demo.clock.advance(7 * 86_400_000 - 60_000);
    // Only the last minute of the approval is the matter here, not the age of the status list.
    const { desk } = demo.station.parts.ready();
    const fresh = { ...desk, registryNews: () => ({ ...desk.registryNews(), statusIssuedAt: demo.clock.now() }) };
    demo.pin.during(() => demo.clock.advance(120_000));
    await expect(demo.stampInSteps(requestId, () => undefined, fresh)).rejects.toMatchObject({
      code: 'APPROVAL_EXPIRED',
    });
    demo.clock.set(new Date());
    expect(await leaves()).toBe(before);
  });

  it('a slow PIN gets a fresh signing time, and the result still verifies', async () => {
    const requestId = await approved();
    const asked = demo.clock.now();
    demo.pin.during(() => demo.clock.advance(90_000));
    const { usedAt, output } = await demo.stamp(requestId);
    expect(Date.parse(usedAt) - asked.getTime()).toBeGreaterThan(85_000);
    const auditor = await demo.client(demoPeople.auditor);
    expect((await auditor.verification.verify({ files: [output] })).files[0]!.verdict).toBe('valid');
  });

  it('a clock set back behind the last exchange with the registry is refused before the PIN (ATK-40, ATK-43)', async () => {
    const requestId = await approved();
    const asked = demo.pin.asked.length;
    demo.clock.advance(-86_400_000);
    const { checks, mayStamp } = await (await demo.client(demoPeople.custodian)).stamping.precheck({ requestId });
    const clock = checks.find(({ check }) => check === 'stamp.clock');
    expect(clock).toMatchObject({ state: 'refused', code: 'SYNC_CLOCK_SKEW', facts: { limit: 300 } });
    expect(mayStamp).toBe(false);
    // A seal as young as this one is refused for its own dates first.
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'SEAL_EXPIRED' });
    expect(demo.pin.asked).toHaveLength(asked);
  });

  it('a clock set back behind the last entry gives no intent: the register never runs backwards (ATK-40)', async () => {
    const [first, second] = [await approved(), await approved()];
    demo.clock.advance(3_600_000);
    await demo.stamp(first);
    const [before, signed] = [await leaves(), demo.key.signatureCount()];
    demo.clock.advance(-3_600_000);
    await expect(demo.stamp(second)).rejects.toMatchObject({ code: 'LEDGER_CLOCK_BEHIND' });
    expect([await leaves(), demo.key.signatureCount()]).toEqual([before, signed]);
    demo.clock.advance(3_600_000);
    await demo.stamp(second);
  });
});

describe('the place of the result', () => {
  beforeAll(shared.open);
  afterAll(shared.close);

  it('is never another file’s: an existing one is refused before the key is asked, and no number is used', async () => {
    const requestId = await approved('同名');
    const year = demo.clock.now().getFullYear();
    const stranger = path.join(demo.station.paths.sealed, `${year}-000001-同名.pdf`);
    fs.writeFileSync(stranger, 'somebody else');
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'STAMP_OUTPUT_EXISTS' });
    expect([await leaves(), fs.readFileSync(stranger, 'utf8')]).toEqual([0, 'somebody else']);
    expect(await demo.requestState(requestId)).toBe('approved');
    fs.rmSync(stranger);
    expect((await demo.stamp(requestId)).output).toBe(stranger);
  });

  it('takes the longest names a disk takes, and none that leads out of its folder', async () => {
    const { output } = await demo.stamp(await approved('长'.repeat(83)));
    expect(path.basename(output)).toMatch(/^\d{4}-000002-长+\.pdf$/);
    const { output: odd } = await demo.stamp(await approved('a:b*c?"<>|'));
    expect(path.basename(odd)).toMatch(/-000003-a_b_c_____\.pdf$/);
  });

  it('may be a folder of one’s own, made if need be', async () => {
    const outputFolder = path.join(demo.folder, '用印结果', '十一月');
    const { output } = await demo.stamp(await approved(), { outputFolder });
    expect(path.dirname(output)).toBe(outputFolder);
  });

  it('that cannot be made is refused before the PIN', async () => {
    const asked = demo.pin.asked.length;
    const outputFolder = path.join(demo.file('一个文件', new Uint8Array(1)), '里面');
    const failure = demo.stamp(await approved(), { outputFolder });
    await expect(failure).rejects.toMatchObject({ code: 'STATION_STORAGE_FAILED' });
    expect(demo.pin.asked).toHaveLength(asked);
  });
});

/** A disk of its own, which only root may make. */
function smallDisk(megabytes: number): string {
  const disk = fs.mkdtempSync(path.join(demo.folder, 'disk-'));
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]);
  return disk;
}
const mayMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

describe.skipIf(!mayMount)('a full disk (U-CUS-13, ATK-40; needs the right to mount a small one)', () => {
  const disks: string[] = [];
  beforeAll(shared.open);
  afterAll(async () => {
    for (const disk of disks) spawnSync('umount', [disk]);
    await shared.close();
  });

  it('is refused before the PIN, and the words say how much is needed', async () => {
    const outputFolder = smallDisk(20);
    disks.push(outputFolder);
    const asked = demo.pin.asked.length;
    const failure: unknown = await demo.stamp(await approved(), { outputFolder }).catch((error: unknown) => error);
    expect(toErrorShape(failure)).toMatchObject({
      code: 'STAMP_DISK_FULL',
      facts: { needed: '201 MB', free: '20 MB' },
    });
    expect(createWords('zh-CN').error(toErrorShape(failure)).why).toBe('需要约 201 MB，可用 20 MB。');
    expect(demo.pin.asked).toHaveLength(asked);
  });

  it('after the signature leaves no file under a final name, and the next start finishes from the journal', async () => {
    const outputFolder = smallDisk(210);
    disks.push(outputFolder);
    const requestId = await approved();
    const filler = path.join(outputFolder, 'filler');
    const fill = (step: string): void => {
      if (step === 'signature') spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M']);
    };
    const { desk } = demo.station.parts.ready();
    const failure = demo.stampInSteps(requestId, fill, { ...desk, sealedFolder: outputFolder });
    await expect(failure).rejects.toMatchObject({ code: 'STATION_STORAGE_FAILED' });
    expect(fs.readdirSync(outputFolder).filter((name) => name.endsWith('.pdf'))).toEqual([]);
    expect((await demo.reopen()).recovered).toMatchObject([{ requestId, outcome: 'waiting' }]);

    fs.rmSync(filler);
    const signed = demo.key.signatureCount();
    expect((await demo.reopen()).recovered).toMatchObject([{ requestId, outcome: 'finished' }]);
    expect(demo.key.signatureCount()).toBe(signed);
    expect(fs.readdirSync(outputFolder)).toEqual([expect.stringMatching(/^\d{4}-\d{6}-.*\.pdf$/)]);
  });
});

describe('a seal that is suspended meanwhile (U-APR-5, U-CUS-9, K-6)', () => {
  beforeAll(shared.open);
  afterAll(shared.close);

  it('at the registry: the next exchange ends the approval, and no request on it can be stamped', async () => {
    const requestId = await approved();
    const { registryUrl } = findIdentity(demo.station.parts.db)!;
    const dir = path.join(demo.folder, preparedNames.registry);
    const registry = await startRegistry({ dir, port: Number(new URL(registryUrl).port) });
    try {
      const [seal] = await registry.as('auditor').call(registryContract.oversight.seals, undefined);
      const { caseId } = seal!;
      await registry.as('reviewer').call(registryContract.administration.suspend, { caseId, reason: '怀疑密钥泄露' });
      const custodian = await demo.client(demoPeople.custodian);
      await custodian.station.sync.run();
    } finally {
      await registry.stop();
    }
    expect(await demo.requestState(requestId)).toBe('invalidated');
    const asked = demo.pin.asked.length;
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'APPROVAL_MISSING' });
    await expect(demo.stamp(await approved())).rejects.toMatchObject({ code: 'SEAL_NOT_ACTIVE' });
    expect(demo.pin.asked).toHaveLength(asked);
  });

  it('at this station, while the PIN is being entered: nothing is signed any more', async () => {
    await demo.close();
    demo = await openDemoStation();
    const requestId = await approved();
    const custodian = await demo.client(demoPeople.custodian);
    const [seal] = await custodian.station.seals.list();
    const signed = demo.key.signatureCount();
    demo.pin.during(async () => {
      await custodian.station.seals.suspend({ esId: seal!.esId, reason: '密钥遗失' });
    });
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'APPROVAL_STATE' });
    expect(demo.key.signatureCount()).toBe(signed);
    expect(await demo.requestState(requestId)).toBe('invalidated');
  });
});
