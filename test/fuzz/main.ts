/**
 * Looks for inputs that readers do not endure, for as long as one likes, and keeps what it finds.
 *
 *   npm run fuzz -- --minutes 10 [--only pdf] [--seed N]
 */
import { createHash, randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { attackTarget } from './endurance.ts';
import { fuzzTargets } from './targets.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, only: { type: 'string' }, seed: { type: 'string' } },
});
const folder = path.join(import.meta.dirname, '..', 'fixtures', 'fuzz-regressions');
const chosen = fuzzTargets.filter(({ name }) => values.only === undefined || values.only.split(',').includes(name));
const end = Date.now() + Number(values.minutes) * 60_000;
const turnMs = 10_000;
const counts = new Map<string, number>();
let found = 0;
let turn = 0;

while (Date.now() < end && chosen.length > 0) {
  const target = chosen[turn % chosen.length]!;
  turn += 1;
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed) + turn;
  const ms = Math.max(1_000, Math.min(turnMs, end - Date.now()));
  const { runs, finding, bytes } = await attackTarget(target, { seed, runs: 1_000_000, ms });
  counts.set(target.name, (counts.get(target.name) ?? 0) + runs);
  if (bytes === null) continue;
  found += 1;
  const name = `${target.name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`;
  writeFileSync(path.join(folder, name), bytes);
  process.stdout.write(`${name} (seed ${seed}): ${finding}\n`);
}
for (const [name, runs] of counts) process.stdout.write(`${name}: ${runs} inputs\n`);
process.stdout.write(`${found} findings\n`);
process.exitCode = found === 0 ? 0 : 1;
