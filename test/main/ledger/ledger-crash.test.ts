import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '#main/ledger/check-ledger.ts';
import { generateSm2KeyPair } from '#main/sm/sm2.ts';
import { toHex } from '#shared/log/text-bytes.ts';

const program = fileURLToPath(new URL('appending-process.ts', import.meta.url));
const kills = 6;

describe('ledger of a station that is killed while it stamps (ATK-40)', () => {
  it('keeps every leaf that was committed, and never half of one', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ledger-crash-'));
    const file = path.join(folder, 'station.db');
    const key = generateSm2KeyPair();
    let committed = -1;
    let openIntents = 0;

    for (let round = 0; round < kills; round += 1) {
      const child = fork(program, [file, toHex(key.publicKey), toHex(key.privateKey)]);
      child.on('message', (index) => {
        committed = Number(index);
      });
      await once(child, 'message');
      await pause(20 + 37 * round);
      child.kill('SIGKILL');
      await once(child, 'exit');

      const report = checkLedger(file, { publicKeys: [key.publicKey] });
      expect(report.firstBad).toBeUndefined();
      expect(report.leaves).toBeGreaterThan(committed);
      // At most the one stamping that was under way has no outcome yet.
      expect(report.openIntents.length - openIntents).toBeLessThanOrEqual(1);
      openIntents = report.openIntents.length;
    }
    fs.rmSync(folder, { recursive: true });
  });
});
