import { createContext, Script } from 'node:vm';

/**
 * Runs `work` and breaks it off after a time. Libraries that read untrusted files have no bounds of their own, and
 * nothing else ends a synchronous loop.
 *
 * @throws what `work` throws; an error when the time is over, after which the objects that `work` used are in doubt
 */
export function withDeadline<T>(milliseconds: number, work: () => T): T {
  let result: { readonly value: T } | null = null;
  room.run = () => {
    result = { value: work() };
  };
  try {
    call.runInContext(context, { timeout: milliseconds });
  } finally {
    room.run = idle;
  }
  const done = result as { readonly value: T } | null;
  if (!done) throw new Error('No result');
  return done.value;
}

const idle = (): void => undefined;
const call = new Script('run()');
/** One context for all calls: to make one takes longer than most work. */
const room: { run: () => void } = { run: idle };
const context = createContext(room);
