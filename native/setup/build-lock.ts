import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 200;

/**
 * Runs `work` while no other set-up of the same folder runs.
 *
 * The lock is a socket name and not a file: the system takes it back when the process ends in whatever way, so there
 * is no stale lock to recognise after a crash.
 */
export async function withBuildLock<T>(folder: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const server = await acquire(lockName(folder), onWait);
  try {
    return await work();
  } finally {
    server.close();
  }
}

/** Two checkouts may build at the same time, one checkout may not. */
export function lockName(folder: string): string {
  const name = `sealkeeper-setup-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}

async function acquire(name: string, onWait: () => void): Promise<Server> {
  let hasTold = false;
  for (;;) {
    const server = await tryListen(name);
    if (server) return server;
    if (!hasTold) onWait();
    hasTold = true;
    await sleep(RETRY_MS);
  }
}

function tryListen(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(name, () => {
      server.unref();
      resolve(server);
    });
  });
}
