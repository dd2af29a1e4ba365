import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rootDigest } from '#main/sync/pinned-registry.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { filesHolding } from '#test/support/files-holding.ts';
import {
  administrators,
  enrolOrder,
  firstPassword,
  openFirstStart,
  type FirstStart,
} from '#test/support/first-start.ts';

describe('the first start of a station', () => {
  let start: FirstStart;
  beforeEach(async () => {
    start = await openFirstStart();
  });
  afterEach(() => start.close());

  const stations = () => start.registry.as('auditor').call(registryContract.oversight.stations, undefined);

  it('says before anybody signs in which regulations there are, and that nothing is set up', async () => {
    const state = await start.client().setUp.state();
    expect(state).toMatchObject({ isSetUp: false, hasSeal: false, unitName: null, profileId: null });
    expect(state.profiles.map(({ profileId }) => profileId)).toContain('anyang-2020');
    const anyang = state.profiles.find(({ profileId }) => profileId === 'anyang-2020')!;
    expect(anyang.documents[0]).toMatchObject({ docNumber: '安政数〔2020〕63号' });
    expect(anyang.sealCategories.map(({ label }) => label)).toContain('法定名称章');
  });

  it('shows the root digest of the registry at an address, for reading aloud', async () => {
    const ticket = await start.ticket();
    const shown = await start.client().setUp.inspectRegistry({ url: start.registry.url });
    expect(shown).toMatchObject({ rootSm3: ticket.rootSm3, isDemonstration: true });
    const { root } = await start.registry.as().call(registryContract.open.certificates, undefined);
    expect(shown.rootSm3).toBe(rootDigest(new Uint8Array(Buffer.from(root, 'base64'))));
  });

  it('names the address at which there is no registry', async () => {
    const url = 'http://127.0.0.1:9';
    const asked = start.client().setUp.inspectRegistry({ url });
    await expect(asked).rejects.toMatchObject({ code: 'SYNC_NO_REGISTRY_THERE', facts: { url } });
    for (const foreign of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'no address']) {
      await expect(start.client().setUp.inspectRegistry({ url: foreign })).rejects.toMatchObject({
        code: 'RPC_INVALID_INPUT',
      });
    }
  });

  it('refuses a registry whose root is not the one that was read aloud, and has sent it nothing', async () => {
    const ticket = await start.ticket();
    const wrong = { ...ticket, rootSm3: ticket.rootSm3.replace(/^./, (first) => (first === '0' ? '1' : '0')) };
    await expect(start.client().setUp.enrol(enrolOrder(start, wrong))).rejects.toMatchObject({
      code: 'SYNC_ROOT_MISMATCH',
      facts: { actual: ticket.rootSm3 },
    });
    expect(await stations()).toEqual([]);
    expect((await start.client().setUp.state()).isSetUp).toBe(false);
    // The code was not spent either.
    await start.client().setUp.enrol(enrolOrder(start, ticket));
    expect(await stations()).toHaveLength(1);
  });

  it('enrols, and takes the three administrators in', async () => {
    const ticket = await start.ticket();
    const grouped = {
      ...ticket,
      rootSm3: ticket.rootSm3
        .toUpperCase()
        .replaceAll(/(.{4})/g, '$1 ')
        .trim(),
    };
    const unit = await start.client().setUp.enrol(enrolOrder(start, grouped));
    expect(unit).toEqual({ unitName: '青禾县农业农村局', unitCode: '11410799MB0000001L' });
    expect(await start.client().setUp.state()).toMatchObject({
      isSetUp: true,
      hasSeal: false,
      unitName: unit.unitName,
      profileId: 'anyang-2020',
    });
    const { client } = await start.signIn('he-wentao');
    const people = await client.station.people.list();
    expect(Object.fromEntries(people.map(({ name, roles }) => [name, roles]))).toEqual({
      何文涛: ['system'],
      罗静: ['security'],
      冯国平: ['auditor'],
    });
  });

  it('refuses one person in two posts before the code is spent', async () => {
    const ticket = await start.ticket();
    const { security } = administrators();
    const order = { ...enrolOrder(start, ticket), auditor: { ...security, name: '冯国平' } };
    await expect(start.client().setUp.enrol(order)).rejects.toMatchObject({
      code: 'STATION_PERSON_EXISTS',
      facts: { account: 'luo' },
    });
    expect(await stations()).toEqual([]);
    await start.client().setUp.enrol(enrolOrder(start, ticket));
    await start.signIn('luo');
  });

  it('can be done again after a refused code', async () => {
    const ticket = await start.ticket();
    const other = { ...ticket, code: '2222-3333-4444-5555' };
    await expect(start.client().setUp.enrol(enrolOrder(start, other))).rejects.toMatchObject({
      code: 'REGISTRY_ENROLMENT_REFUSED',
    });
    await start.restart();
    await start.client().setUp.enrol(enrolOrder(start, ticket));
    await start.restart();
    expect((await start.client().setUp.state()).unitName).toBe('青禾县农业农村局');
    expect((await start.signIn('feng')).session).toBeTruthy();
  });

  it('is refused a second time to everybody, administrators included', async () => {
    await start.client().setUp.enrol(enrolOrder(start, await start.ticket()));
    const again = enrolOrder(start, await start.ticket());
    const everybody = [
      start.client(),
      ...(await Promise.all(['he-wentao', 'luo', 'feng'].map(start.signIn))).map(({ client }) => client),
    ];
    for (const client of everybody) {
      await expect(client.setUp.enrol(again)).rejects.toMatchObject({ code: 'STATION_ALREADY_SET_UP' });
      await expect(client.setUp.inspectRegistry({ url: start.registry.url })).rejects.toMatchObject({
        code: 'STATION_ALREADY_SET_UP',
      });
    }
    expect(await stations()).toHaveLength(1);
  });

  it('lets the second of two clicks do no harm', async () => {
    const ticket = await start.ticket();
    const both = [ticket, await start.ticket()].map((each) => start.client().setUp.enrol(enrolOrder(start, each)));
    const [first, second] = await Promise.allSettled(both);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ reason: { code: 'STATION_ALREADY_SET_UP' } });
    await start.restart();
    const { client } = await start.signIn('he-wentao');
    expect(start.station().parts.ready().identity.stationId).toBe(ticket.station);
    // The machine key is the one that was certified: the registry takes what it signs.
    await expect(client.station.sync.run()).resolves.toMatchObject({ pending: 0 });
  });

  it('keeps no password', async () => {
    await start.client().setUp.enrol(enrolOrder(start, await start.ticket()));
    expect(filesHolding(start.data, firstPassword)).toEqual([]);
  });
});
