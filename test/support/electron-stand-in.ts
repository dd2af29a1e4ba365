import { EventEmitter } from 'node:events';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { makeChannel, StandInPort } from './electron-ports.ts';

// The parts of Electron's main process that carry messages, over threads of Node: for tests of what the shell does
// with them where there is no Electron.

/** Where entries are taken from: the built files of a folder, or the sources they have their names from. */
export const standIn: { builtFolder: string | null } = { builtFolder: null };

export class MessageChannelMain {
  readonly port1: StandInPort;
  readonly port2: StandInPort;
  constructor() {
    ({ port1: this.port1, port2: this.port2 } = makeChannel());
  }
}

class UtilityProcess extends EventEmitter {
  readonly pid: number | undefined = undefined;
  readonly #worker: Worker;
  readonly #port: StandInPort;

  constructor(modulePath: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    super();
    const entry = pathToFileURL(
      standIn.builtFolder === null
        ? modulePath.replace(/\.js$/, '.ts')
        : join(standIn.builtFolder, basename(modulePath)),
    ).href;
    const { port1, port2 } = new MessageChannel();
    this.#port = new StandInPort(port1);
    this.#port.on('message', ({ data }) => this.emit('message', data));
    this.#worker = new Worker(new URL('./utility-process.ts', import.meta.url), {
      argv: [...args],
      env,
      workerData: { entry, port: port2 },
      transferList: [port2],
    });
    this.#worker.once('online', () => {
      this.#port.start();
      this.emit('spawn');
    });
    this.#worker.on('error', (error) => this.emit('crash', error));
    this.#worker.once('exit', (code) => {
      this.#port.close();
      this.emit('exit', code);
    });
  }

  postMessage(message: unknown, transfer: StandInPort[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], options: { readonly env?: NodeJS.ProcessEnv } = {}) =>
    new UtilityProcess(modulePath, args, options.env ?? process.env),
};
