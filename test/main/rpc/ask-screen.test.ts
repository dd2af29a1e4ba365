import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoAccounts, demoPin } from '#main/app/demo/demo-people.ts';
import type { StationClient } from '#main/rpc/router.ts';
import { listOperations } from '#main/station/operation-log.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import { refusalOf } from '#test/support/refusals.ts';
import {
  openScreenStation,
  readEvents,
  sampleNotice,
  type EventReader,
  type ScreenStation,
} from '#test/support/screen-station.ts';

let screen: ScreenStation;
let session: string;
let client: StationClient;
let events: EventReader;
let requestId: string;

beforeEach(async () => {
  screen = await openScreenStation();
  ({ requestId } = await screen.submit(sampleNotice));
  await screen.approve(requestId);
  session = await screen.signIn(demoAccounts.custodian);
  client = screen.client(session);
  events = readEvents(await client.events.subscribe());
});

afterEach(() => screen.close());

type Outcome = { readonly result?: StampResult; readonly refusal?: string };

/** Starts stamping; the outcome is a value, so that nothing is thrown while nobody looks. */
function stamp(): Promise<Outcome> {
  const stamping = client.stamping.stamp({ requestId });
  return stamping.then(
    (result) => ({ result }),
    async () => ({ refusal: await refusalOf(() => stamping) }),
  );
}

const state = async (): Promise<string> => {
  const auditor = screen.client(await screen.signIn('auditor'));
  return (await auditor.approvals.get({ requestId })).state;
};

describe('a PIN asked on the screen', () => {
  it('is answered once by the screen that stamps, and the stamp goes through its steps', async () => {
    const stamping = stamp();
    const { question } = await events.next('question.asked');
    expect(question).toMatchObject({
      kind: 'pin',
      purpose: 'stamping',
      requestId,
      documentName: '通知.pdf',
      triesState: 'normal',
    });
    const { questionId } = question;
    const answer = { kind: 'pin', pin: demoPin } as const;
    await client.questions.answer({ questionId, answer });
    expect(await refusalOf(() => client.questions.answer({ questionId, answer }))).toBe('RPC_QUESTION_OVER');
    const { result } = await stamping;
    await events.next('request.changed');
    const about = events.seen
      // The hourly check of the ledger has a rhythm of its own.
      .filter((event) => event.type !== 'ledger.checked')
      .map((event) => (event.type === 'stamping.stepped' ? `${event.step} ${event.state}` : event.type));
    expect(about).toEqual([
      'question.asked',
      'question.withdrawn',
      'intent done',
      'signature started',
      'signature done',
      'self-check started',
      'self-check done',
      'entry started',
      'entry done',
      'stamping.completed',
      'entry.appended',
      'request.changed',
    ]);
    expect(events.seen).toContainEqual({ type: 'stamping.completed', requestId, entryNo: result?.entryNo });
    expect(await state()).toBe('consumed');
  });

  it('is in no event, no log and no answer (K-4)', async () => {
    const stamping = stamp();
    const { questionId } = (await events.next('question.asked')).question;
    await client.questions.answer({ questionId, answer: { kind: 'pin', pin: demoPin } });
    await stamping;
    const said = [events.seen, listOperations(screen.station.parts.db, 10_000), await stamping];
    expect(JSON.stringify(said)).not.toContain(demoPin);
  });

  it('is refused when the person says no', async () => {
    const stamping = stamp();
    const { questionId } = (await events.next('question.asked')).question;
    await client.questions.answer({ questionId, answer: { kind: 'cancelled' } });
    expect(await stamping).toEqual({ refusal: 'TOKEN_PIN_CANCELLED' });
    expect(await state()).toBe('approved');
  });

  it.each(['locked', 'signed out', 'idle', 'signed in elsewhere'])('is refused when the session is %s', async (why) => {
    const stamping = stamp();
    const { questionId } = (await events.next('question.asked')).question;
    const { sessions } = screen.station.parts;
    if (why === 'locked') sessions.endAll();
    else if (why === 'signed out') await client.session.signOut();
    else if (why === 'idle') {
      screen.clock.advance(11 * 60_000);
      sessions.endIdle();
    } else await screen.signIn(demoAccounts.custodian);
    expect(await stamping).toEqual({ refusal: 'TOKEN_PIN_CANCELLED' });
    await events.over;
    expect(events.seen.at(-1)?.type).toBe('session.ended');
    const late = { questionId, answer: { kind: 'pin', pin: demoPin } } as const;
    const anew = screen.client(await screen.signIn(demoAccounts.custodian));
    expect(await refusalOf(() => anew.questions.answer(late))).toBe('RPC_QUESTION_OVER');
    expect(await state()).toBe('approved');
  });

  it('is refused where no screen listens', async () => {
    const deaf = screen.client(await screen.signIn(demoAccounts.custodian));
    expect(await refusalOf(() => deaf.stamping.stamp({ requestId }))).toBe('TOKEN_PIN_CANCELLED');
  });

  it('tells a failed step when the key cannot sign: the wrong PIN ends before the first step', async () => {
    const stamping = stamp();
    const { questionId } = (await events.next('question.asked')).question;
    await client.questions.answer({ questionId, answer: { kind: 'pin', pin: '000000' } });
    expect((await stamping).refusal).toBe('TOKEN_PIN_INCORRECT');
    expect(events.seen.filter((event) => event.type === 'stamping.stepped')).toEqual([]);
  });
});

describe('what everybody signed in hears', () => {
  it('is that a request was submitted, decided and withdrawn, and that a seal was suspended', async () => {
    const { requestId: second } = await screen.submit(sampleNotice);
    const changes = () => events.seen.filter((event) => event.type === 'request.changed' && event.requestId === second);
    await expect.poll(() => changes().length).toBe(1);
    await screen.client(await screen.signIn(demoAccounts.handler)).approvals.withdraw({ requestId: second });
    await expect.poll(() => changes().length).toBe(2);
    const [seal] = await client.station.seals.list();
    await client.station.seals.suspend({ esId: seal!.esId, reason: '怀疑印章被盗用' });
    await events.next('seals.changed');
    await expect.poll(() => events.seen).toContainEqual({ type: 'request.changed', requestId });
    expect(await state()).toBe('invalidated');
  });
});
