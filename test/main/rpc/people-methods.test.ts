import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { memoryClient } from '#main/rpc/router.ts';
import { all, createQueries } from '#main/storage/queries.ts';
import type { StationSchema } from '#main/station/station-schema.ts';
import { filesHolding } from '#test/support/files-holding.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

const administrator = { system: 'system', security: 'security', auditor: 'auditor' } as const;
const people = async () => (await demo.client(administrator.system)).station.people;
const consent = (account: string) => ({ account, password: demoPassword });
const door = () => memoryClient(demo.station.router);
const accountOf = async (account: string) => (await (await people()).list()).find((one) => one.account === account)!;
const changes = () =>
  all(demo.station.parts.db, createQueries<StationSchema>().selectFrom('account_changes').selectAll());

/** Signs in past the cache of the demonstration. */
async function enter(account: string, password: string) {
  const entered = await door().session.signIn({ account, password });
  return { ...entered, client: memoryClient(demo.station.router, entered.session) };
}

describe('a password that was forgotten', () => {
  it('is reset with a second person, and lets nobody do anything but change it (U-SYS-2)', async () => {
    const { resetPassword } = await people();
    const { approver } = demoPeople;
    await expect(resetPassword({ account: approver })).rejects.toMatchObject({ code: 'STATION_CONSENT_NEEDED' });
    for (const wrong of [administrator.auditor, demoPeople.custodian])
      await expect(resetPassword({ account: approver, consent: consent(wrong) })).rejects.toMatchObject({
        code: 'STATION_CONSENT_NEEDED',
      });
    const { oneTimePassword } = await resetPassword({ account: approver, consent: consent(administrator.security) });
    expect(oneTimePassword).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/);
    expect(filesHolding(demo.data, oneTimePassword)).toEqual([]);
    expect(await accountOf(approver)).toMatchObject({ state: 'must-change' });

    const { client, mustChangePassword } = await enter(approver, oneTimePassword);
    expect(mustChangePassword).toBe(true);
    await expect(client.desk.summary()).rejects.toMatchObject({ code: 'RPC_PASSWORD_MUST_CHANGE' });
    await expect(client.approvals.list({})).rejects.toMatchObject({ code: 'RPC_PASSWORD_MUST_CHANGE' });
    const own = { oldPassword: oneTimePassword, newPassword: 'a-password-of-mine' };
    await expect(client.session.changePassword({ ...own, newPassword: oneTimePassword })).rejects.toMatchObject({
      code: 'RPC_INVALID_INPUT',
    });
    await client.session.changePassword(own);
    expect((await client.desk.summary()).tasks).toEqual([]);
    await expect(enter(approver, oneTimePassword)).rejects.toMatchObject({ code: 'RPC_SIGN_IN_FAILED' });
    expect((await enter(approver, own.newPassword)).mustChangePassword).toBe(false);
    expect(changes().map(({ act, by_account: by, consent_by: with_ }) => [act, by, with_])).toEqual([
      ['password-reset', 'system', 'security'],
      ['password-changed', approver, null],
    ]);
  });

  it('ends the sessions of the account, and a password given by another consents to nothing', async () => {
    const { client } = await enter(demoPeople.approver, 'a-password-of-mine');
    const order = { account: demoPeople.approver, consent: consent(administrator.security) };
    await (await people()).resetPassword(order);
    await expect(client.session.who()).rejects.toMatchObject({ code: 'RPC_SIGNED_OUT' });

    const given = await (await people()).resetPassword({ account: 'auditor', consent: consent('security') });
    const asked = (await people()).resetPassword({
      account: 'security',
      consent: { account: 'auditor', password: given.oneTimePassword },
    });
    await expect(asked).rejects.toMatchObject({ code: 'RPC_PASSWORD_MUST_CHANGE' });
  });

  it('is good for 72 hours', async () => {
    const order = { account: demoPeople.approver, consent: consent(administrator.security) };
    const { oneTimePassword } = await (await people()).resetPassword(order);
    demo.clock.advance(72 * 3_600_000 + 1_000);
    await expect(enter(demoPeople.approver, oneTimePassword)).rejects.toMatchObject({
      code: 'RPC_ONE_TIME_PASSWORD_OVER',
    });
  });
});

describe('an account that was locked', () => {
  it('is unlocked by the system administrator, with the password it had', async () => {
    const { handler } = demoPeople;
    for (let tries = 0; tries < 5; tries += 1) await enter(handler, 'wrong-password').catch(() => undefined);
    await expect(enter(handler, demoPassword)).rejects.toMatchObject({ code: 'RPC_ACCOUNT_LOCKED' });
    expect(await accountOf(handler)).toMatchObject({ state: 'locked' });
    await (await people()).unlock({ account: handler });
    expect((await enter(handler, demoPassword)).mustChangePassword).toBe(false);
  });
});

describe('roles and ends of accounts', () => {
  it('are changed with the security administrator, and sign the person out', async () => {
    const { handler } = demoPeople;
    const { client } = await enter(handler, demoPassword);
    const order = { account: handler, roles: ['handler', 'exporter'] as const, appointmentNo: '青农人〔2026〕3号' };
    const wanted = { ...order, roles: [...order.roles] };
    await expect((await people()).changeRoles(wanted)).rejects.toMatchObject({ code: 'STATION_CONSENT_NEEDED' });
    await (await people()).changeRoles({ ...wanted, consent: consent(administrator.security) });
    await expect(client.session.who()).rejects.toMatchObject({ code: 'RPC_SIGNED_OUT' });
    expect(await accountOf(handler)).toMatchObject({ roles: order.roles, appointmentNo: order.appointmentNo });
  });

  it('never make an administrator a custodian, nor oneself anything', async () => {
    const { changeRoles } = await people();
    const consenting = consent(administrator.security);
    await expect(changeRoles({ account: 'auditor', roles: ['custodian'], consent: consenting })).rejects.toMatchObject({
      code: 'STATION_ROLE_CONFLICT',
    });
    await expect(changeRoles({ account: 'system', roles: ['custodian'], consent: consenting })).rejects.toMatchObject({
      code: 'STATION_OWN_ACCOUNT',
    });
  });

  it('leave the name of somebody who has gone, and let him in no more', async () => {
    const { handler } = demoPeople;
    const { client } = await enter(handler, demoPassword);
    await (await people()).end({ account: handler, reason: '调离', consent: consent('security') });
    await expect(client.session.who()).rejects.toMatchObject({ code: 'RPC_SIGNED_OUT' });
    await expect(enter(handler, demoPassword)).rejects.toMatchObject({ code: 'RPC_SIGN_IN_FAILED' });
    expect(await accountOf(handler)).toMatchObject({ state: 'ended' });
    expect(demo.station.parts.db).toBeDefined();
    const frame = await door().station.frame();
    expect(frame.people.map(({ account }) => account)).not.toContain(handler);
    await expect((await people()).unlock({ account: handler })).rejects.toMatchObject({
      code: 'STATION_PERSON_UNKNOWN',
    });
  });

  it('are nobody else’s business', async () => {
    const custodian = await demo.client(demoPeople.custodian);
    await expect(custodian.station.people.unlock({ account: 'system' })).rejects.toMatchObject({
      code: 'RPC_FORBIDDEN',
    });
  });
});
