/** The other end of a `ChildChannel`: how a child process talks to the station that started it. */
export interface ParentChannel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent went away. A child without its parent has nobody to answer to and should end. */
  onClose(listener: () => void): void;
}

/** What Electron gives a utility process in place of `process.send`; described here so that no room imports Electron. */
interface UtilityParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/**
 * The channel to the parent, in a fork of Node and in an Electron utility process alike.
 * @throws Error when this process was started by hand, without a parent
 */
export function parentChannel(): ParentChannel {
  const port = (process as { parentPort?: UtilityParentPort }).parentPort;
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      // Electron ends its utility processes together with the main process.
      onClose: () => {},
    };
  }
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('this entry is started by the station, not by hand');
  return {
    post: (message) => void send(message),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}
