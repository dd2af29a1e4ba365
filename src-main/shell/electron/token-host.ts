import type { ParentPort, PortEvent } from '#main/platform/message-port.ts';

// Built file `token-host.js`: a token host in a utility process. The first message brings the port of whoever uses
// it, and the host then speaks over that port alone: a PIN never passes through the main process.
const utility = process as unknown as { parentPort: ParentPort };
let isGiven = false;

utility.parentPort.on('message', ({ ports: [port] }: PortEvent) => {
  if (port === undefined || isGiven) return;
  isGiven = true;
  port.on('close', () => process.exit(0));
  Object.defineProperty(process, 'parentPort', { value: port });
  // What the port has for us waits in it until the host has its listener.
  void import('#main/token/pkcs11/host-main.ts').then(() => port.start());
});
