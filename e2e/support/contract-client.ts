import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { fromCrossing } from '#main/rpc/error-crossing.ts';
import type { Contract } from '#shared/contract/contract.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import type { RunningStation } from './station.ts';

export type ContractClient = ContractRouterClient<Contract>;

/** A second window of the office, without a screen: the same wire and the same permissions. */
export interface Colleague {
  /** Signs in; calls of the client carry the session. */
  as(account: string): Promise<ContractClient>;
  /** Calls of somebody who is signed in at a screen already. */
  within(session: string): ContractClient;
  /** The same for somebody who brings a file along, as if it was dropped. */
  bringing(account: string, file: string): Promise<{ readonly client: ContractClient; readonly documentId: string }>;
  /** What the station finds of a file that anybody hands over. */
  verify(file: string): Promise<FileReport>;
  /** Of this window, for bytes by address. */
  readonly cookie: string;
  close(): void;
}

/** Lets itself in by a link of its own. */
export async function openColleague(station: RunningStation): Promise<Colleague> {
  const entered = await fetch(await station.link(), { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = station;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const link = new RPCLink<CallAs>({
    // ws is the browser's WebSocket in all that a link uses; only the options of its listeners are typed otherwise.
    websocket: socket as unknown as globalThis.WebSocket,
    headers: ({ context: { session } }) => (session === undefined ? {} : { authorization: `Bearer ${session}` }),
  });
  const clientFor = (session?: string): ContractClient =>
    createORPCClient({
      call: async (method, input, options) => {
        try {
          return await link.call(method, input, { ...options, context: { session } });
        } catch (error) {
          throw fromCrossing(error);
        }
      },
    });
  const upload = async (file: string, session?: string): Promise<string> => {
    const response = await fetch(`${origin}/resource/upload?name=${encodeURIComponent(path.basename(file))}`, {
      method: 'PUT',
      body: readFileSync(file),
      headers: { cookie, origin, ...(session !== undefined && { 'x-sealkeeper-session': session }) },
    });
    if (!response.ok) throw new Error(`the upload was refused: ${await response.text()}`);
    return ((await response.json()) as { uploadId: string }).uploadId;
  };
  return {
    cookie,
    within: clientFor,
    bringing: async (account, file) => {
      const { session } = await clientFor().session.signIn({ account, password: demoPassword });
      const client = clientFor(session);
      const asked = { uploadId: await upload(file, session), fileName: path.basename(file) };
      return { client, documentId: (await client.documents.importUpload(asked)).documentId };
    },
    verify: async (file) => clientFor().verification.verifyUpload({ uploadId: await upload(file) }),
    as: async (account) => {
      const { session } = await clientFor().session.signIn({ account, password: demoPassword });
      return clientFor(session);
    },
    close: () => socket.terminate(),
  };
}

interface CallAs {
  readonly session?: string | undefined;
}
