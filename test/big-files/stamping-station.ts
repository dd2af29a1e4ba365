import fs from 'node:fs';
import path from 'node:path';
import { openStation } from '#main/app/open-station.ts';
import { demoAccounts, demoPin } from '#main/app/demo/demo-people.ts';
import { createWords } from '#main/platform/words.ts';
import { stamp } from '#main/stamping/stamp.ts';
import { findPerson } from '#main/station/people.ts';
import { approveOne, importAs } from '#test/kills/approved-station.ts';
import { preparedNames } from '#test/support/prepared-station.ts';

// A station in a process of its own: opens, notes what it needs idle, imports, has the request approved, stamps, and
// says how much more it needed. Arguments: prepared folder, document.
const [folder = '', file = ''] = process.argv.slice(2);

/** Kilobytes of a line of `/proc/self/status`. */
function memory(name: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

const pinEntry = { askPin: async () => ({ kind: 'pin', pin: demoPin }) as const };
const station = await openStation({ data: path.join(folder, preparedNames.station), words: createWords(), pinEntry });
try {
  await station.tokens().load();
  const idleKb = memory('VmRSS');
  // From here on the peak counts anew.
  fs.writeFileSync('/proc/self/clear_refs', '5');
  const startedAt = performance.now();
  const imported = await importAs(station, file);
  const importedAt = performance.now();
  const requestId = approveOne(station, imported);
  const user = findPerson(station.parts.db, demoAccounts.custodian)!;
  const { output } = await stamp(station.parts.ready().desk, { requestId, user });
  const figures = {
    idleKb,
    peakKb: memory('VmHWM'),
    importMs: Math.round(importedAt - startedAt),
    stampMs: Math.round(performance.now() - importedAt),
    output,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await station.close();
}
