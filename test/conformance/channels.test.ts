import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { listOperations } from '#main/station/operation-log.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { electron } from '#test/support/electron-binary.ts';
import { openScreenStation, readEvents, sampleNotice, type ScreenStation } from '#test/support/screen-station.ts';
import { channelKinds } from './channel-kinds.ts';
import { overElectron } from './electron-channel.ts';
import { startWindowStandIns } from './electron-window-stand-in.ts';
import type { OpenedChannel } from './screen-channels.ts';

let screen: ScreenStation;
let requestId: string;

beforeAll(async () => {
  screen = await openScreenStation();
  ({ requestId } = await screen.submit(sampleNotice));
  await screen.approve(requestId);
});

afterAll(() => screen.close());

/** What carries frames between an Electron and the station is walked without one as well. */
const kinds = [...channelKinds, overElectron('stand-in of an Electron window', startWindowStandIns)];

it.skipIf(electron === null)('the channel of a real Electron window is among them', () => {
  expect(kinds.map(({ name }) => name)).toContain('Electron window');
});

describe.each(kinds)('the $name channel', (kind) => {
  afterAll(() => kind.end?.());

  let channel: OpenedChannel;
  const opened: OpenedChannel[] = [];
  async function open(): Promise<void> {
    channel = await kind.open(screen.station.router);
    opened.push(channel);
  }

  afterEach(() => {
    for (const each of opened.splice(0)) each.close();
  });

  /** Signed in over the channel itself. */
  async function signedIn(account: string) {
    const { session, person } = await channel.client().session.signIn({ account, password: demoPassword });
    return { client: channel.client(session), session, person };
  }

  it('carries a call and its answer', async () => {
    await open();
    const { client, person } = await signedIn(demoAccounts.handler);
    expect(await client.session.who()).toEqual(person);
  });

  it('refuses whoever is not signed in, and a role that is not permitted', async () => {
    await open();
    expect(await refusalOf(() => channel.client().session.who())).toBe('RPC_SIGNED_OUT');
    expect(await refusalOf(() => channel.client('made-up').session.who())).toBe('RPC_SIGNED_OUT');
    const { client } = await signedIn(demoAccounts.handler);
    expect(await refusalOf(() => client.stamping.stamp({ requestId }))).toBe('RPC_FORBIDDEN');
  });

  it('keeps code and facts of an error', async () => {
    await open();
    const { client } = await signedIn(demoAccounts.custodian);
    const nowhere = '00000000-0000-4000-8000-000000000000';
    await expect(client.approvals.get({ requestId: nowhere })).rejects.toMatchObject({
      code: 'APPROVAL_NOT_FOUND',
      facts: { request: nowhere },
    });
    await expect(client.approvals.get({ requestId: 'no-id' })).rejects.toMatchObject({ code: 'RPC_INVALID_INPUT' });
  });

  it('delivers events in their order', async () => {
    await open();
    const { client } = await signedIn(demoAccounts.custodian);
    const events = readEvents(await client.events.subscribe(undefined, channel.callOptions));
    const ids = Array.from({ length: 50 }, (_, index) => String(index));
    for (const id of ids) screen.station.parts.events.emit({ type: 'request.changed', requestId: id });
    screen.station.parts.events.emit({ type: 'seals.changed' });
    await events.next('seals.changed');
    expect(events.seen.flatMap((event) => (event.type === 'request.changed' ? [event.requestId] : []))).toEqual(ids);
  });

  it('delivers nothing after unsubscribing', async () => {
    await open();
    const { client, session } = await signedIn(demoAccounts.custodian);
    const stream = await client.events.subscribe(undefined, channel.callOptions);
    screen.station.parts.events.emit({ type: 'seals.changed' });
    expect((await stream.next()).value).toEqual({ type: 'seals.changed' });
    await stream.return?.();
    await expect.poll(() => screen.station.parts.events.emitTo(session, { type: 'seals.changed' })).toBe(false);
  });

  it('says last that the session is over, and ends the stream', async () => {
    await open();
    const { client } = await signedIn(demoAccounts.custodian);
    const events = readEvents(await client.events.subscribe(undefined, channel.callOptions));
    await client.session.signOut();
    await events.over;
    expect(events.seen.at(-1)).toEqual({ type: 'session.ended', reason: 'signed-out' });
  });

  it('takes a screen that goes away for a no to its question (PIN)', async () => {
    await open();
    const { client } = await signedIn(demoAccounts.custodian);
    const events = readEvents(await client.events.subscribe(undefined, channel.callOptions));
    const stamping = refusalOf(() => client.stamping.stamp({ requestId }, channel.callOptions)).catch(String);
    await events.next('question.asked');
    channel.vanish();
    const last = () => listOperations(screen.station.parts.db, 1)[0];
    await expect.poll(last).toMatchObject({ action: 'stamping.stamp', result: 'TOKEN_PIN_CANCELLED' });
    await stamping;
    const look = screen.client(await screen.signIn(demoAccounts.auditor));
    expect(await look.approvals.get({ requestId })).toMatchObject({ state: 'approved', entryNo: null });
  });

  it('ATK-33: lets nobody answer the question of another session', async () => {
    await open();
    const { client } = await signedIn(demoAccounts.custodian);
    const events = readEvents(await client.events.subscribe(undefined, channel.callOptions));
    const other = await signedIn(demoAccounts.approver);
    const others = readEvents(await other.client.events.subscribe(undefined, channel.callOptions));
    const stamping = refusalOf(() => client.stamping.stamp({ requestId }));
    const { question } = await events.next('question.asked');
    const { questionId } = question;
    const answer = { kind: 'pin', pin: demoPin } as const;
    expect(await refusalOf(() => other.client.questions.answer({ questionId, answer }))).toBe('RPC_QUESTION_OVER');
    await client.questions.answer({ questionId, answer: { kind: 'cancelled' } });
    expect(await stamping).toBe('TOKEN_PIN_CANCELLED');
    expect(others.seen.filter((event) => event.type.startsWith('question.'))).toEqual([]);
  });

  it('lets no bytes across', async () => {
    await open();
    const { client } = await signedIn(demoAccounts.handler);
    const file = new Blob([Uint8Array.of(1, 2, 3)]) as unknown as string;
    const outcome = await Promise.race([
      client.documents.importUpload({ uploadId: '00000000-0000-4000-8000-000000000000', fileName: file }).then(
        () => 'accepted',
        () => 'refused',
      ),
      pause(2_000, 'unanswered'),
    ]);
    expect(outcome).toBe('refused');
    if (channel.sendBytes) {
      await open();
      await channel.sendBytes?.(Uint8Array.of(0x7b, 0xff, 0x7d));
    }
  });
});
