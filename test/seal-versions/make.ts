/**
 * Makes seals and sealed files of versions 1, 4 and 5 in a folder, with the verdicts that are right for them.
 *
 *   npx node test/seal-versions/make.ts --out DIR
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { authority, signedOn } from '#test/attacks/authority.ts';
import { alteredSeal, sealOf, sealVersionFixtures } from './fixtures.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined) {
  process.stderr.write('npx node test/seal-versions/make.ts --out DIR\n');
  process.exit(1);
}
const out = path.resolve(values.out);
mkdirSync(path.join(out, 'trust'), { recursive: true });
for (const name of ['root', 'sub', 'maker'] as const) {
  writeFileSync(path.join(out, 'trust', `${name}.crt`), authority[name].certificate.der);
}
for (const layout of ['V1', 'V4', 'V5'] as const) {
  writeFileSync(path.join(out, `${layout.toLowerCase()}.esl`), sealOf(layout));
  writeFileSync(path.join(out, `${layout.toLowerCase()}-altered.esl`), alteredSeal(layout));
}
for (const { name, format, make } of sealVersionFixtures) {
  writeFileSync(path.join(out, `${name}.${format}`), await make());
}
const manifest = {
  about: 'Seals and sealed files of versions 1, 4 and 5. The keys behind trust/ are public: trust them nowhere.',
  signedOn: signedOn.toISOString(),
  files: sealVersionFixtures.map(({ name, format, layout, description, expected, reason }) => ({
    file: `${name}.${format}`,
    layout,
    description,
    expected,
    reason,
  })),
};
writeFileSync(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
process.stdout.write(`${sealVersionFixtures.length} files in ${out}\n`);
