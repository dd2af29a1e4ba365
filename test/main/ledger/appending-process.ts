import { fromHex } from '#shared/log/text-bytes.ts';
import { openStationLedger, stampOnce } from '#test/support/station-ledger.ts';

// Stamps without end and reports each leaf that is committed, until it is killed; run by ledger-crash.test.ts.
const [file, publicKey, privateKey] = process.argv.slice(2);
if (!file || !publicKey || !privateKey) throw new Error('usage: appending-process <file> <public key> <private key>');
const ledger = openStationLedger(file, { publicKey: fromHex(publicKey)!, privateKey: fromHex(privateKey)! });
ledger.clock.set(new Date());

function stamp(): void {
  process.send?.(stampOnce(ledger).index);
  setImmediate(stamp);
}
stamp();
