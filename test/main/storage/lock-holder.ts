import { lockDataFolder } from '#main/storage/data-lock.ts';

// Holds the lock it is given until it is killed; run by data-lock.test.ts.
const [file] = process.argv.slice(2);
if (!file) throw new Error('usage: lock-holder <file>');
lockDataFolder(file);
process.send?.('held');
setInterval(() => undefined, 1000);
