import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { createRouter, memoryClient, type StationClient } from '#main/rpc/router.ts';
import { listOperations } from '#main/station/operation-log.ts';
import { findPerson } from '#main/station/people.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { roles, type Role } from '#shared/model/roles.ts';
import { programFiles } from '#main/app/program-files.ts';
import path from 'node:path';
import { contractMethods, type ContractMethod } from '#test/support/contract-methods.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { answerOf, callMethod } from './call-method.ts';
import { channels, type OpenChannel } from './channels.ts';

/** Somebody with exactly this role. */
const somebody: Readonly<Record<Role, string>> = {
  custodian: demoPeople.custodian,
  handler: demoPeople.handler,
  approver: demoPeople.approver,
  head: 'gao',
  system: demoPeople.system,
  security: 'security',
  auditor: demoPeople.auditor,
  exporter: 'xu',
};
const sample = path.join(programFiles.samples, '通知.pdf');
const nothing = '6f1c1b1e-6f7e-4d7e-9a53-000000000001';

function mayCall({ roles: allowed }: ContractMethod, role: Role | null): boolean {
  if (allowed === 'everyone') return true;
  return role !== null && (allowed.length === 0 || allowed.includes(role));
}

describe.each(channels)('the contract $name', (channel) => {
  let demo: DemoStation;
  let open: OpenChannel;
  beforeAll(async () => {
    demo = await openDemoStation();
    open = await channel.open(demo.station.router, demo.station);
    const system = await demo.client(demoPeople.system);
    for (const [account, role] of [
      ['gao', 'head'],
      ['xu', 'exporter'],
    ] as const) {
      const person = { account, name: account, post: '', deptName: '办公室', roles: [role], password: demoPassword };
      await system.station.people.add(person);
    }
  });
  afterAll(async () => {
    await open.close();
    await channel.end?.();
    await demo.close();
  });

  /** A fresh session, without the work of a password. */
  function as(role: Role): StationClient {
    const person = findPerson(demo.station.parts.db, somebody[role])!;
    return open.connect(demo.station.parts.sessions.open(person));
  }
  const lastLine = () => listOperations(demo.station.parts.db, 1)[0]!;

  it.each(contractMethods)('$path is for nobody who is signed out, unless it is for everyone', async (method) => {
    const { code } = await answerOf(callMethod(open.connect(), method.path, {}));
    expect(code === 'RPC_SIGNED_OUT').toBe(method.roles !== 'everyone');
  });

  it.each(contractMethods)('$path does not open to a session that never was', async (method) => {
    const { code } = await answerOf(callMethod(open.connect('a'.repeat(32)), method.path, {}));
    expect(code === 'RPC_SIGNED_OUT').toBe(method.roles !== 'everyone');
  });

  it.each(contractMethods)('$path opens to the roles the contract names, and to no other', async (method) => {
    const passed: Role[] = [];
    for (const role of roles) {
      const { code } = await answerOf(callMethod(as(role), method.path, {}));
      expect(code).not.toBe('INTERNAL_UNEXPECTED');
      if (code !== 'RPC_FORBIDDEN' && code !== 'RPC_SIGNED_OUT') passed.push(role);
    }
    expect(passed).toEqual(roles.filter((role) => mayCall(method, role)));
  });

  const paths = contractMethods.flatMap((method) => method.paths.map((field) => ({ ...method, field })));
  it.each(paths)('ATK-33: $path takes $field from this process alone, and says so', async (method) => {
    const { roles: allowed } = method;
    const input = { [method.field]: sample, isLocal: true, context: { isLocal: true } };
    const answers: string[] = [];
    for (const role of allowed === 'everyone' ? roles : allowed) {
      const { code, facts } = await answerOf(callMethod(as(role), method.path, input));
      answers.push(code === 'RPC_LOCAL_ONLY' ? `refused ${String(facts['field'])}` : 'looked at');
    }
    // In memory it is an input like any other, and wrong for what it has too much.
    const expected = channel.isWire ? `refused ${method.field}` : 'looked at';
    expect(answers).toEqual(answers.map(() => expected));
    const result = channel.isWire ? 'RPC_LOCAL_ONLY' : 'RPC_INVALID_INPUT';
    expect(lastLine()).toMatchObject({ action: method.path, result });
  });

  it('says which roles may, and logs who tried (AC-XC-D-18)', async () => {
    const { code, facts } = await answerOf(as('handler').stamping.stamp({ requestId: nothing }));
    expect({ code, facts }).toEqual({ code: 'RPC_FORBIDDEN', facts: { roles: '@states.role.custodian' } });
    expect(lastLine()).toMatchObject({
      account: 'lin',
      action: 'stamping.stamp',
      object: nothing,
      result: 'RPC_FORBIDDEN',
    });
  });

  it('logs a try of somebody unknown as anonymous', async () => {
    await answerOf(open.connect().ledger.list({}));
    expect(lastLine()).toMatchObject({ account: 'anonymous', action: 'ledger.list', result: 'RPC_SIGNED_OUT' });
  });

  it('AC-XC-E-12: a direct call without approval is refused before the key is asked, and logged', async () => {
    const requestId = await demo.submit(sample);
    const before = demo.key.signatureCount();
    const { code, facts } = await answerOf(as('custodian').stamping.stamp({ requestId }));
    expect({ code, facts }).toEqual({ code: 'APPROVAL_MISSING', facts: { state: '@states.request.in-review' } });
    expect(lastLine()).toMatchObject({ account: 'zhou', object: requestId, result: 'APPROVAL_MISSING' });
    expect(demo.pin.asked).toEqual([]);
    expect(demo.key.signatureCount()).toBe(before);
  });

  it('U-APR-6: a decision wants the password again, and a wrong one counts', async () => {
    const requestId = await demo.submit(sample);
    const approver = as('approver');
    await approver.approvals.recordView({ requestId, pages: [1, 2], medium: 'screen' });
    const asked = { requestId, decision: 'approve', opinion: '' } as const;
    expect(await answerOf(approver.approvals.decide({ ...asked, password: 'wrong' }))).toMatchObject({
      code: 'RPC_SIGN_IN_FAILED',
      facts: { left: 4 },
    });
    const decided = await approver.approvals.decide({ ...asked, password: demoPassword });
    expect(decided).toMatchObject({ state: 'approved', notices: ['same-document-submitted'] });
  });

  it('shows a handler the requests of others as if they did not exist', async () => {
    const requestId = await demo.submit(sample);
    expect(await answerOf(as('exporter').approvals.get({ requestId }))).toEqual({
      code: 'APPROVAL_NOT_FOUND',
      facts: { request: requestId },
    });
    expect(await as('exporter').approvals.list({})).toEqual([]);
    expect((await as('handler').approvals.get({ requestId })).requestId).toBe(requestId);
  });

  const wrongInputs: readonly (readonly [string, Role, unknown, RegExp])[] = [
    ['stamping.stamp', 'custodian', { requestId: '../1' }, /^requestId: /],
    ['approvals.decide', 'approver', { requestId: nothing, decision: 'perhaps', password: 'x' }, /^decision: /],
    ['ledger.list', 'auditor', { limit: 0 }, /^limit: /],
    ['ledger.list', 'auditor', { from: '2026-02-30' }, /^from: /],
    [
      'station.people.add',
      'system',
      { account: 'Root', name: '某', deptName: '某', roles: ['handler'], password: 'x'.repeat(8) },
      /^account: /,
    ],
    [
      'station.people.add',
      'system',
      { account: 'root', name: '某', deptName: '某', roles: ['root'], password: 'x'.repeat(8) },
      /^roles\.0: /,
    ],
    ['station.seals.suspend', 'custodian', { esId: '1', reason: ' ' }, /^reason: /],
    ['documents.importUpload', 'handler', { uploadId: nothing, fileName: '' }, /^fileName: /],
    ['stamping.stamp', 'custodian', { requestId: nothing, pin: '123456' }, /pin/],
  ];

  it.each(wrongInputs)('%s refuses wrong input from %s and names the field', async (method, role, input, detail) => {
    const { code, facts } = await answerOf(callMethod(as(role), method, input));
    expect(code).toBe('RPC_INVALID_INPUT');
    expect(facts['detail']).toMatch(detail);
    expect(lastLine()).toMatchObject({ action: method, result: 'RPC_INVALID_INPUT' });
  });

  it('carries code and facts of a refusal, whatever characters they hold', async () => {
    const facts = { file: '/nowhere/“印”\u2028<b>&{{left}}.pdf' };
    const refusing = createRouter({
      ...demo.station.parts,
      doctor: () => Promise.reject(new StationError('DOC_NOT_FOUND', facts)),
    });
    const opened = await channel.open(refusing, demo.station);
    expect(await answerOf(opened.connect().station.doctor())).toEqual({ code: 'DOC_NOT_FOUND', facts });
    await opened.close();
  });

  it('tells a defect of ours as one, without the stack', async () => {
    const broken = createRouter({
      ...demo.station.parts,
      doctor: () => Promise.reject(new TypeError('x is not a function')),
    });
    const opened = await channel.open(broken, demo.station);
    const failure = await opened
      .connect()
      .station.doctor()
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(failure).toMatchObject({ code: 'INTERNAL_UNEXPECTED', facts: { detail: 'x is not a function' } });
    const { cause: _cause, stack: _stack, ...shown } = failure as Error & { code: string };
    expect(JSON.stringify(shown)).not.toMatch(/\bat .*\.ts|node_modules|src-main/);
    expect(lastLine().result).not.toBe('ok');
    await opened.close();
  });

  it('AC-XC-D-5: ends a session where its owner signs in anew, and locks after five wrong passwords', async () => {
    const anybody = open.connect();
    const first = await anybody.session.signIn({ account: 'xu', password: demoPassword });
    const second = await anybody.session.signIn({ account: 'xu', password: demoPassword });
    expect((await answerOf(open.connect(first.session).session.who())).code).toBe('RPC_SIGNED_OUT');
    expect((await open.connect(second.session).session.who()).account).toBe('xu');
    const codes: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      codes.push((await answerOf(anybody.session.signIn({ account: 'xu', password: `wrong-${tries}` }))).code);
    }
    expect(codes).toEqual([...Array<string>(4).fill('RPC_SIGN_IN_FAILED'), 'RPC_ACCOUNT_LOCKED', 'RPC_ACCOUNT_LOCKED']);
    expect((await answerOf(anybody.session.signIn({ account: 'xu', password: demoPassword }))).code).toBe(
      'RPC_ACCOUNT_LOCKED',
    );
  });

  it('K-4: writes no password into the log', async () => {
    await answerOf(open.connect().session.signIn({ account: 'lin', password: '输错的密码-1' }));
    const log = JSON.stringify(listOperations(demo.station.parts.db, 1000));
    for (const secret of [demoPassword, '输错的密码-1', 'wrong-0']) expect(log).not.toContain(secret);
  });
});

describe('the client in memory', () => {
  it('is the router itself, behind the same gate', async () => {
    const demo = await openDemoStation();
    expect((await answerOf(memoryClient(demo.station.router).session.who())).code).toBe('RPC_SIGNED_OUT');
    await demo.close();
  });
});
