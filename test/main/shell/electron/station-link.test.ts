import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Port } from '#main/platform/message-port.ts';
import { keySecrets } from '#main/platform/secrets.ts';
import type { SecretStore } from '#main/platform/secret-store.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { root } from '#test/architecture/sources.ts';
import { standIn } from '#test/support/electron-stand-in.ts';
import { nativeOf } from '#test/support/electron-ports.ts';
import { buildApp } from '../../../../native/setup/build-app.ts';

// Where there is no Electron, threads with Electron's messages stand in for its processes; the station, the token
// host, the training key, the calls and the streams are the real ones.
vi.mock('electron', () => import('#test/support/electron-stand-in.ts'));
const { startStation } = await import('#main/shell/electron/station-link.ts');
type Link = ReturnType<typeof startStation>;

const inner = keySecrets('store', false, new Uint8Array(32).fill(7));
const store: SecretStore = {
  name: 'test-store',
  protect: async (plain) => inner.protect(plain),
  open: async (bytes) => inner.open(bytes),
};

let data: string;
let link: Link;
const lost = vi.fn<() => void>();

/** A frame that keeps what it is given, and a client over it. */
function frameOf(shell: Link, window: number) {
  let given: Port | undefined;
  const frame = { postMessage: (_word: string, _message: null, [port]: Port[]) => (given = port) };
  shell.givePort(window, frame as unknown as Parameters<Link['givePort']>[1]);
  const port = nativeOf(given!);
  const reader = {
    addEventListener: (name: string, listener: (event: { data: unknown }) => void) => {
      port.on(name, (wire?: { data: unknown }) => listener({ data: wire?.data }));
    },
    postMessage: (message: unknown) => port.postMessage({ data: message, ports: [] }),
  };
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({ port: reader as unknown as MessagePort }),
  );
  const closed = new Promise<void>((resolve) => port.once('close', () => resolve()));
  return { client, closed };
}

/** What a call that gets through is told, because nobody is signed in. */
function answerTo(client: ContractRouterClient<Contract>): Promise<unknown> {
  return client.session.who().catch((error: { readonly code?: unknown }) => error.code);
}

describe.each([
  ['from the sources', null],
  ['as they are built', join(root, 'dist', 'app-under-test')],
])('the main process and its station, %s,', (_how, builtFolder) => {
  beforeAll(async () => {
    if (builtFolder !== null) await buildApp(root, builtFolder);
    standIn.builtFolder = builtFolder;
    data = mkdtempSync(join(tmpdir(), 'station-link-'));
    link = startStation(data, store, lost);
    await link.opened;
  });
  afterAll(async () => {
    await link.close();
    rmSync(data, { recursive: true });
    if (builtFolder !== null) rmSync(builtFolder, { recursive: true });
  });

  it('let a window call the station, which reaches key and secrets through the main process', async () => {
    const { client } = frameOf(link, 1);
    const { lines } = await client.station.doctor();
    expect(lines).toContainEqual({ item: 'secrets', state: 'ok', value: 'test-store' });
    expect(lines).toContainEqual(expect.objectContaining({ item: 'pkcs11Module', state: 'ok' }));
  });

  it('let a window ask for resources: a file may be brought to be verified, nothing be taken without signing in', async () => {
    const answer = await link.ask(new Request('sealkeeper://app/resource/export/1'));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'RPC_SIGNED_OUT' });
    const upload = new Request('sealkeeper://app/resource/upload?name=a.pdf', { method: 'PUT', body: 'x'.repeat(1e6) });
    const brought = await link.ask(upload);
    expect(brought.status).toBe(200);
    expect(await brought.json()).toMatchObject({ size: 1e6 });
  });

  it('close the port of a window that navigates, and the older port of a window that asks again', async () => {
    const first = frameOf(link, 1);
    expect(await answerTo(first.client)).toBe('RPC_SIGNED_OUT');
    const second = frameOf(link, 1);
    await first.closed;
    expect(await answerTo(second.client)).toBe('RPC_SIGNED_OUT');
    link.closePort(1);
    await second.closed;
  });

  it('close every port when the computer is locked, and give new ones afterwards', async () => {
    const windows = [frameOf(link, 1), frameOf(link, 2)];
    const told = await Promise.all(windows.map(({ client }) => answerTo(client)));
    expect(told).toEqual(['RPC_SIGNED_OUT', 'RPC_SIGNED_OUT']);
    link.lock();
    await Promise.all(windows.map(({ closed }) => closed));
    expect(await answerTo(frameOf(link, 1).client)).toBe('RPC_SIGNED_OUT');
  });

  it('say why a station does not open: its folder is in use', async () => {
    const second = startStation(data, store, lost);
    await expect(second.opened).rejects.toMatchObject({ code: 'STATION_DATA_IN_USE' });
    await second.close();
  });

  it('end quietly when they are closed, with the folder free for the next', async () => {
    await link.close();
    expect(lost).not.toHaveBeenCalled();
    link = startStation(data, store, lost);
    await link.opened;
  });
});
