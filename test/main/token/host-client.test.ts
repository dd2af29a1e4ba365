import { describe, expect, it } from 'vitest';
import type { ChildChannel, ExitInfo, ProcessHost } from '#main/platform/processes.ts';
import { TokenHostClient } from '#main/token/host-client.ts';

type Call = { readonly id: number; readonly request: { readonly op: string } };

/** A host process that answers as the test says, including what no honest host would say. */
function hostThat(answer: (call: Call, start: number) => unknown): {
  host: ProcessHost;
  started: () => number;
  killed: () => number;
} {
  let started = 0;
  let killed = 0;
  const host: ProcessHost = {
    start(): ChildChannel {
      started += 1;
      const start = started;
      const onMessage: Array<(message: unknown) => void> = [];
      const onExit: Array<(info: ExitInfo) => void> = [];
      return {
        pid: start,
        onMessage: (listener) => void onMessage.push(listener),
        onExit: (listener) => void onExit.push(listener),
        post: (message) => {
          const said = answer(message as Call, start);
          if (said === 'exit') queueMicrotask(() => onExit[0]?.({ code: 1, signal: null }));
          else if (said !== undefined) queueMicrotask(() => onMessage[0]?.(said));
        },
        kill: () => {
          killed += 1;
          onExit[0]?.({ code: null, signal: 'SIGKILL' });
        },
      };
    },
  };
  return { host, started: () => started, killed: () => killed };
}

const settings = { modulePath: '/driver.so', deadlines: { infoMs: 60, signMs: 60, loadMs: 60 } };
const module = { description: 'd', version: '1.0', manufacturer: 'm' };
const ok = (call: Call, value: unknown) => ({ id: call.id, ok: true, value });
const loads = (otherwise: (call: Call) => unknown) => (call: Call) =>
  call.request.op === 'load' ? ok(call, module) : otherwise(call);
const signRequest = {
  session: 1,
  ckaId: new Uint8Array(1),
  certificate: null,
  publicKey: new Uint8Array(65),
  e: new Uint8Array(32),
  message: null,
};

describe('token host client', () => {
  it('runs calls one at a time, in order', async () => {
    const order: string[] = [];
    const { host } = hostThat(
      loads((call) => {
        order.push(call.request.op);
        return ok(call, []);
      }),
    );
    const client = new TokenHostClient(host, settings);
    await Promise.all([client.call('list', {}), client.call('watch', {}), client.call('list', {})]);
    expect(order).toEqual(['list', 'watch', 'list']);
    expect(client.isBusy).toBe(false);
  });

  it.each([
    ['an answer of no known form', (call: Call) => ({ id: call.id, sealed: true })],
    ['an answer to another call', (call: Call) => ok({ ...call, id: call.id + 7 }, null)],
    ['a value of another form than promised', (call: Call) => ok(call, { signature: 'not bytes' })],
    [
      'a failure with facts that are no plain values',
      (call: Call) => ({ id: call.id, ok: false, failure: { code: 'X', facts: { a: [] } } }),
    ],
  ])('ends a host that gives %s while signing, and says it may have signed (ATK-35)', async (_lie, answer) => {
    const { host, killed } = hostThat(loads(answer));
    const client = new TokenHostClient(host, settings);
    await expect(client.call('sign', signRequest)).rejects.toMatchObject({
      code: 'TOKEN_HOST_CRASHED',
      facts: { detail: 'unreadable answer', mayHaveSigned: true },
    });
    expect(killed()).toBe(1);
  });

  it('does not repeat a call by itself: neither after a crash nor after a timeout', async () => {
    let signs = 0;
    const { host } = hostThat(
      loads((call) => {
        if (call.request.op !== 'sign') return ok(call, []);
        signs += 1;
        return signs === 1 ? 'exit' : undefined;
      }),
    );
    const client = new TokenHostClient(host, settings);
    await expect(client.call('sign', signRequest)).rejects.toMatchObject({ code: 'TOKEN_HOST_CRASHED' });
    await expect(client.call('sign', signRequest)).rejects.toMatchObject({ code: 'TOKEN_TIMEOUT' });
    await client.call('list', {});
    expect(signs).toBe(2);
  });

  it('stops starting a driver that crashes again and again, and says so', async () => {
    const { host, started } = hostThat(() => 'exit');
    const client = new TokenHostClient(host, settings);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(client.call('list', {})).rejects.toMatchObject({ facts: { detail: 'exit 1' } });
    }
    await expect(client.call('list', {})).rejects.toMatchObject({
      code: 'TOKEN_HOST_CRASHED',
      facts: { detail: 'repeated' },
    });
    expect(started()).toBe(3);
  });

  it('counts a defect inside the host while signing as "may have signed"', async () => {
    const defect = { code: 'INTERNAL_UNEXPECTED', facts: { detail: 'x' } };
    const { host } = hostThat(loads((call) => ({ id: call.id, ok: false, failure: defect })));
    const client = new TokenHostClient(host, settings);
    await expect(client.call('sign', signRequest)).rejects.toMatchObject({ facts: { mayHaveSigned: true } });
    await expect(client.call('list', {})).rejects.toMatchObject({ facts: { detail: 'x' } });
  });

  it('refuses calls after it was closed', async () => {
    const { host, started } = hostThat(loads((call) => ok(call, [])));
    const client = new TokenHostClient(host, settings);
    client.close();
    await expect(client.call('list', {})).rejects.toMatchObject({
      code: 'TOKEN_HOST_CRASHED',
      facts: { detail: 'closed' },
    });
    expect(started()).toBe(0);
  });
});
