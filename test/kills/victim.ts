import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromStamping, ToStamping } from './stamping-messages.ts';

const program = fileURLToPath(new URL('stamping-process.ts', import.meta.url));

type Said<Kind extends FromStamping['kind']> = Extract<FromStamping, { kind: Kind }>;

/** A process that stamps, and the messages it has sent. */
export interface Victim {
  tell(order: ToStamping): void;
  /** The next such message; those of other kinds are kept for `take`. @throws Error when the process ends first */
  hear<Kind extends FromStamping['kind']>(kind: Kind, isWanted?: (said: Said<Kind>) => boolean): Promise<Said<Kind>>;
  /** Messages of this kind that have arrived and were not taken yet. */
  take<Kind extends FromStamping['kind']>(kind: Kind): Said<Kind>[];
  /** SIGKILL, and the end of the process awaited. */
  kill(): Promise<void>;
  /** Lets it end by itself. */
  dismiss(): Promise<void>;
}

/** Compiled modules: a thousand starts would otherwise spend most of their time on compiling. */
export const compileCache = path.join(os.tmpdir(), 'sealkeeper-kills-compile-cache');

/** The cache is written when a process ends by itself, which those that are killed never do. */
export async function fillCompileCache(): Promise<void> {
  const victim = startVictim();
  await victim.hear('loaded');
  await victim.dismiss();
}

/** Started before it is needed: loading the program takes longer than the stamps between two kills. */
export function startVictim({ isCached = true } = {}): Victim {
  const child = fork(program, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...(isCached && { NODE_COMPILE_CACHE: compileCache }) },
  });
  // A message to a process that has just ended; `hear` tells the story.
  child.on('error', () => undefined);
  const heard: FromStamping[] = [];
  child.on('message', (message) => heard.push(message as FromStamping));
  const take = <Kind extends FromStamping['kind']>(kind: Kind): Said<Kind>[] => {
    const found = heard.filter((message): message is Said<Kind> => message.kind === kind);
    const others = heard.filter((message) => message.kind !== kind);
    heard.splice(0, heard.length, ...others);
    return found;
  };
  return {
    tell: (order) => void child.send(order),
    take,
    async hear(kind, isWanted = () => true) {
      for (;;) {
        const message = take(kind).find(isWanted);
        if (message !== undefined) return message;
        await somethingHappens(child);
      }
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async dismiss() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function somethingHappens(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('the stamping process ended by itself');
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })]).finally(() => {
    waiting.abort();
  });
}
