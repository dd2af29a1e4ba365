import { describe, expect, it, vi } from 'vitest';
import { LentChannel } from '#main/platform/lent-channel.ts';
import { makeChannel } from '#test/support/electron-ports.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

/** A channel, and a child behind it that answers each message with the same. */
function lent() {
  const end = vi.fn<() => void>();
  const channel = new LentChannel(end);
  const heard: unknown[] = [];
  channel.onMessage((message) => heard.push(message));
  const { port1, port2 } = makeChannel();
  port2.on('message', ({ data }) => port2.postMessage(data, []));
  port2.start();
  return { channel, heard, port: port1, end };
}

describe('a child that another process started for us', () => {
  it('gets what was posted before it ran, in order, with bytes as bytes', async () => {
    const { channel, heard, port } = lent();
    channel.post('first');
    channel.started(port, 42);
    channel.post(new Uint8Array([1, 2, 3]));
    await settle();
    expect(heard).toEqual(['first', new Uint8Array([1, 2, 3])]);
    expect(channel.pid).toBe(42);
  });

  it('tells of its end once, also whoever asks later, and nothing afterwards', async () => {
    const { channel, heard, port } = lent();
    channel.started(port, 42);
    const exits: unknown[] = [];
    channel.onExit((info) => exits.push(info));
    channel.post('on its way');
    channel.ended(9);
    channel.ended(0);
    channel.onExit((info) => exits.push(info));
    channel.post('too late');
    await settle();
    expect(exits).toEqual([
      { code: 9, signal: null },
      { code: 9, signal: null },
    ]);
    expect(heard).toEqual([]);
  });

  it('has an end also when it never started', () => {
    const { channel } = lent();
    const exits: unknown[] = [];
    channel.onExit((info) => exits.push(info));
    channel.ended(null);
    expect(exits).toEqual([{ code: null, signal: null }]);
  });

  it('is ended by whoever started it', () => {
    const { channel, end } = lent();
    channel.kill();
    expect(end).toHaveBeenCalledOnce();
  });
});
