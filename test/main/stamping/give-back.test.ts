import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryNews } from '#main/app/registry-link.ts';
import { programFiles } from '#main/app/program-files.ts';
import path from 'node:path';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

const sample = path.join(programFiles.samples, '通知.pdf');
/** Its own bytes each time, so that no two requests share a stored original. */
const approved = (name: string): Promise<string> =>
  demo.submitApproved(demo.file(`${name}.pdf`, Buffer.concat([fs.readFileSync(sample), Buffer.from(`% ${name}\n`)])));

async function alter(requestId: string): Promise<void> {
  const original = await demo.originalOf(requestId);
  fs.chmodSync(original, 0o600);
  fs.appendFileSync(original, '% altered\n');
}

describe('a document that was changed after its approval', () => {
  it('ends the approval when the custodian says so, and the applicant is told which reason (AC-AY-9)', async () => {
    const requestId = await approved('价格监测');
    await alter(requestId);
    const custodian = await demo.client(demoPeople.custodian);
    const before = demo.key.signatureCount();
    await expect(custodian.stamping.refuseChanged({ requestId })).resolves.toEqual({ told: '林晓棠' });
    expect(await demo.requestState(requestId)).toBe('invalidated');
    const told = await (await demo.client(demoPeople.handler)).approvals.notices();
    expect(told.find((notice) => notice.requestId === requestId)).toMatchObject({
      state: 'invalidated',
      invalidBecause: 'document',
    });
    expect(demo.key.signatureCount()).toBe(before);
  });

  it('ends it as well when somebody tries to stamp it', async () => {
    const requestId = await approved('种子标签');
    await alter(requestId);
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'DOC_CHANGED_SINCE_APPROVAL' });
    const { invalidBecause } = await (await demo.client(demoPeople.approver)).approvals.get({ requestId });
    expect(invalidBecause).toBe('document');
  });

  it('is not believed unread: an approval of an unchanged document stands', async () => {
    const requestId = await approved('种子检验');
    const custodian = await demo.client(demoPeople.custodian);
    await expect(custodian.stamping.refuseChanged({ requestId })).rejects.toMatchObject({ code: 'APPROVAL_STATE' });
    expect(await demo.requestState(requestId)).toBe('approved');
  });

  it('is nothing an approver ends this way', async () => {
    const requestId = await approved('种子仓储');
    const approver = await demo.client(demoPeople.approver);
    await expect(approver.stamping.refuseChanged({ requestId })).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
  });
});

describe('the checks before a stamp', () => {
  it('carry what they rest on: who approved, the status list, the certificate', async () => {
    const requestId = await approved('种子广告');
    const custodian = await demo.client(demoPeople.custodian);
    const { checks, mayStamp } = await custodian.stamping.precheck({ requestId });
    expect(mayStamp).toBe(true);
    const factsOf = (name: string) => checks.find(({ check }) => check === name)?.detail?.facts;
    expect(factsOf('stamp.approved')).toMatchObject({ names: '贺志远' });
    expect(factsOf('stamp.sealActive')).toMatchObject({ number: registryNews(demo.station.parts.db).statusNumber });
    expect(factsOf('stamp.certificateValid')?.['issuer']).not.toContain('=');
    expect(checks.find(({ check }) => check === 'submit.secrecy')).toMatchObject({ state: 'ok', clause: 'AY-17' });
  });
});
