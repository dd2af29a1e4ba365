import path from 'node:path';
import { openStation } from '#main/app/open-station.ts';
import { demoAccounts, demoPin } from '#main/app/demo/demo-people.ts';
import { createWords } from '#main/platform/words.ts';
import { stamp } from '#main/stamping/stamp.ts';
import { findPerson } from '#main/station/people.ts';
import { approveOne, importAs } from '#test/kills/approved-station.ts';
import { preparedNames } from '#test/support/prepared-station.ts';
import type { TimestampAuthority } from '#test/support/timestamp-authority.ts';
import { wantLongTerm } from './long-term.ts';
import { extraKb, familyMemory, forgetPeaks } from './family-memory.ts';

// A station in a process of its own: stamps a small document, so that its readers and its key run, notes what all of
// them hold, imports the big one, has it approved, stamps it, and says how much more they needed.
// Arguments: prepared folder, small document, big document, and `material` where all that an office can want is put
// behind the seal.
const [folder = '', small = '', file = '', wanted = ''] = process.argv.slice(2);

const pinEntry = { askPin: async () => ({ kind: 'pin', pin: demoPin }) as const };
const station = await openStation({ data: path.join(folder, preparedNames.station), words: createWords(), pinEntry });
let authority: TimestampAuthority | null = null;
try {
  if (wanted === 'material') {
    authority = await wantLongTerm(station, path.join(folder, preparedNames.registry, 'keys'));
  }
  await station.tokens().load();
  const user = findPerson(station.parts.db, demoAccounts.custodian)!;
  const { desk } = station.parts.ready();
  await stamp(desk, { requestId: approveOne(station, await importAs(station, small)), user });
  forgetPeaks();
  const idle = familyMemory();
  const startedAt = performance.now();
  const imported = await importAs(station, file);
  const importedAt = performance.now();
  const requestId = approveOne(station, imported);
  const { output } = await stamp(desk, { requestId, user });
  const figures = {
    idleKb: [...idle.values()].reduce((sum, { now }) => sum + now, 0),
    processes: idle.size,
    extraKb: extraKb(idle),
    importMs: Math.round(importedAt - startedAt),
    stampMs: Math.round(performance.now() - importedAt),
    output,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await authority?.close();
  await station.close();
}
