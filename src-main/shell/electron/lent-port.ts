import type { ParentPort, PortEvent } from '#main/platform/message-port.ts';

/**
 * The beginning of a child in a utility process: its first message brings the port of whoever uses it, and the child
 * then speaks over that port alone. What the two tell each other never passes through the main process.
 *
 * @param load the code of the child, which finds the port as its parent
 */
export function speakOverLentPort(load: () => Promise<unknown>): void {
  const utility = process as unknown as { parentPort: ParentPort };
  let isGiven = false;
  utility.parentPort.on('message', ({ ports: [port] }: PortEvent) => {
    if (port === undefined || isGiven) return;
    isGiven = true;
    port.on('close', () => process.exit(0));
    Object.defineProperty(process, 'parentPort', { value: port });
    // What the port has for us waits in it until the child has its listener.
    void load().then(() => port.start());
  });
}
