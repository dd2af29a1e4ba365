/** Electron's MessagePortMain as far as it is used; a test puts a port of Node in its place. */
export interface Port {
  postMessage(message: unknown, transfer?: Port[]): void;
  on(event: 'message', listener: (event: PortEvent) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly Port[];
}

/** The channel of a utility process to the main process: `process.parentPort`. */
export type ParentPort = Pick<Port, 'postMessage'> & {
  on(event: 'message', listener: (event: PortEvent) => void): unknown;
};
