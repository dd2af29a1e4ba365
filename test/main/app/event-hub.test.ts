import { describe, expect, it } from 'vitest';
import { createEventHub } from '#main/app/event-hub.ts';
import type { StationEvent } from '#shared/contract/events.ts';

const changed = (requestId: string): StationEvent => ({ type: 'request.changed', requestId });

async function rest(stream: AsyncIterable<StationEvent>): Promise<StationEvent[]> {
  const events: StationEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

describe('the event hub', () => {
  it('delivers to every subscriber what happened since it came, in order', async () => {
    const hub = createEventHub();
    hub.emit(changed('before'));
    const streams = [hub.subscribe('a'), hub.subscribe('b')];
    hub.emit(changed('1'));
    hub.emit(changed('2'));
    for (const session of ['a', 'b']) hub.endSession(session, 'signed-out');
    const ended = { type: 'session.ended', reason: 'signed-out' };
    for (const stream of streams) expect(await rest(stream)).toEqual([changed('1'), changed('2'), ended]);
  });

  it('gives what is meant for one session to that session alone', async () => {
    const hub = createEventHub();
    const [own, other] = [hub.subscribe('a'), hub.subscribe('b')];
    expect(hub.emitTo('a', changed('1'))).toBe(true);
    expect(hub.emitTo('nobody', changed('1'))).toBe(false);
    expect((await own.next()).value).toEqual(changed('1'));
    hub.endSession('b', 'idle');
    expect(await rest(other)).toEqual([{ type: 'session.ended', reason: 'idle' }]);
  });

  it('says that a session is deserted when its last screen leaves, however it leaves', async () => {
    const hub = createEventHub();
    const deserted: string[] = [];
    hub.onDeserted((session) => deserted.push(session));
    const channel = new AbortController();
    const [first] = [hub.subscribe('a'), hub.subscribe('a', channel.signal)];
    await first.return?.();
    expect(deserted).toEqual([]);
    channel.abort();
    expect(deserted).toEqual(['a']);
  });

  it('ends a reader that waits when its channel closes', async () => {
    const hub = createEventHub();
    const channel = new AbortController();
    const waiting = hub.subscribe('a', channel.signal).next();
    channel.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('cuts off a screen that reads nothing, instead of remembering for it without end', async () => {
    const hub = createEventHub();
    const stream = hub.subscribe('a');
    for (let index = 0; index < 2_000; index += 1) hub.emit(changed(String(index)));
    const read = await rest(stream);
    expect(read.length).toBeLessThanOrEqual(1_001);
    expect(read.at(-1)).not.toMatchObject({ type: 'session.ended' });
    expect(hub.emitTo('a', changed('x'))).toBe(false);
  });
});
