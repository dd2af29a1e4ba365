import { setImmediate, setInterval } from 'node:timers/promises';
import { lockDataFolder } from '#main/storage/data-lock.ts';

// Holds the lock it is given until it is killed; run by data-lock.test.ts.
const [file] = process.argv.slice(2);
if (!file || !globalThis.gc) throw new Error('usage: node --expose-gc lock-holder <file>');
lockDataFolder(file);
// The garbage collector may run at any time; here it has run while nothing refers to the lock.
await setImmediate();
globalThis.gc();
await setImmediate();
process.send?.('held');
for await (const _ of setInterval(1000));
