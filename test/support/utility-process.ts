import { workerData, type MessagePort } from 'node:worker_threads';
import { StandInPort } from './electron-ports.ts';

// Runs an entry of the shell in a thread, with `process.parentPort` as a utility process of Electron has it.
const { entry, port } = workerData as { readonly entry: string; readonly port: MessagePort };
const parent = new StandInPort(port);
let isStarted = false;

Object.defineProperty(process, 'parentPort', {
  configurable: true,
  writable: true,
  value: {
    postMessage: (message: unknown) => parent.postMessage(message, []),
    on: (event: 'message', listener: Parameters<StandInPort['on']>[1]) => {
      parent.on(event, listener);
      // What was posted before waits until somebody listens.
      if (!isStarted) parent.start();
      isStarted = true;
    },
  },
});
await import(entry);
