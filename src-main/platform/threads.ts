import { parentPort, Worker } from 'node:worker_threads';

/**
 * Threads of the station, and the only place that starts them. A thread shares the process, so it is for work that is
 * ours and takes its time with somebody else's bytes: it can be ended in the middle of a loop, and a full heap ends it
 * alone. A driver that may crash needs a process (`processes.ts`).
 */
export interface ThreadChannel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however it ended. @param isFull because its heap was full */
  onExit(listener: (isFull: boolean) => void): void;
  end(): void;
}

/**
 * @param folder of the caller, as `import.meta.url`; the entry lies beside it
 * @param name of the entry without its ending
 * @param heapMb what its heap may hold; bytes outside the heap are not counted
 */
export function startThread(folder: string, name: string, heapMb: number): ThreadChannel {
  // Among the sources a thread is a file of its own; beside a bundle it is a bundle.
  const file = folder.endsWith('.ts') ? `./${name}.ts` : `./${name}.js`;
  const worker = new Worker(new URL(file, folder), {
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let isFull = false;
  worker.on('error', (error: NodeJS.ErrnoException) => (isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY'));
  // It keeps no program from ending.
  worker.unref();
  return {
    post: (message) => worker.postMessage(message, []),
    onMessage: (listener) => worker.on('message', listener),
    onExit: (listener) => worker.once('exit', () => listener(isFull)),
    end: () => void worker.terminate(),
  };
}

/** In a thread: what the station says to it, and the way back. @returns how to answer */
export function listenInThread(listener: (message: unknown) => void): (message: unknown) => void {
  parentPort?.on('message', listener);
  return (message) => parentPort?.postMessage(message, []);
}
