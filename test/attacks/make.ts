/**
 * Makes the set of attacks in a folder, and runs a verifier over it.
 *
 *   npm run attacks -- --out DIR [--only ATK] [--check 'command']
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { allAttacks } from './all-attacks.ts';
import type { Attack } from './attack.ts';
import { authority, revocationLists, signedOn } from './authority.ts';

const { values } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string' }, check: { type: 'string' } },
});
if (values.out === undefined) {
  process.stderr.write("npm run attacks -- --out DIR [--only ATK] [--check 'command {file}']\n");
  process.exit(1);
}
const out = path.resolve(values.out);
const chosen = allAttacks.filter(({ atk }) => values.only === undefined || atk === Number(values.only));

const nameOf = ({ name, format }: Attack): string => `${name}.${format}`;

mkdirSync(path.join(out, 'trust'), { recursive: true });
const { root, sub, maker } = authority;
writeFileSync(path.join(out, 'trust', 'root.crt'), root.certificate.der);
writeFileSync(path.join(out, 'trust', 'sub.crt'), sub.certificate.der);
writeFileSync(path.join(out, 'trust', 'maker.crt'), maker.certificate.der);
for (const [name, list] of Object.entries(revocationLists)) writeFileSync(path.join(out, 'trust', name), list);
for (const attack of chosen) writeFileSync(path.join(out, nameOf(attack)), await attack.make());
const manifest = {
  about: 'Attacks ATK-1 to ATK-31 on sealed PDF and OFD files. The keys behind trust/ are public: trust them nowhere.',
  signedOn: signedOn.toISOString(),
  trust: 'trust',
  files: chosen.map((attack) => ({
    file: nameOf(attack),
    atk: attack.atk,
    description: attack.description,
    expected: attack.expected,
    reason: attack.reason,
  })),
};
writeFileSync(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
process.stdout.write(`${chosen.length} files in ${out}\n`);

/** A verifier that says yes to a file that must not be valid, or no to a good one, is named. */
function check(command: string): number {
  let findings = 0;
  for (const attack of chosen) {
    const file = path.join(out, nameOf(attack));
    const line = command.includes('{file}') ? command.replaceAll('{file}', `'${file}'`) : `${command} '${file}'`;
    const { status, signal } = spawnSync(line, { shell: true, stdio: 'ignore', timeout: 60_000 });
    const isYes = status === 0;
    const isFinding = isYes
      ? !attack.expected.includes('valid')
      : attack.expected.every((verdict) => verdict === 'valid');
    if (!isFinding && signal === null) continue;
    findings += 1;
    const said = signal === null ? (isYes ? 'said yes' : 'said no') : `was ended (${signal})`;
    process.stdout.write(`${nameOf(attack)}: ${said}; may be ${attack.expected.join(', ')}: ${attack.description}\n`);
  }
  process.stdout.write(`${findings} findings in ${chosen.length} files\n`);
  return findings;
}

if (values.check !== undefined) process.exitCode = check(values.check) === 0 ? 0 : 1;
