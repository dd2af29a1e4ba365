import type { Fact } from '#shared/model/verdict.ts';
import { folderOf } from './location.ts';
import type { OfdPackage } from './package.ts';
import type { DocumentSignatures } from './signature-records.ts';

const check = 'ofd.signatureList';

/**
 * What can be told about the lists of signatures, which nothing protects while signing may go on (ATK-15): an
 * inconvenient signature taken out of the list, one shown twice, a list that OFD.xml names and that is gone.
 *
 * @param ofSignatures see `signatureFiles`
 */
export function signatureListFacts(
  pkg: OfdPackage,
  signatures: readonly DocumentSignatures[],
  ofSignatures: ReadonlySet<string>,
): Fact[] {
  return [
    ...signatures.flatMap((item) => [...missingList(pkg, item), ...repeated(item), ...lowCounter(item)]),
    ...strippedSignatures(pkg, signatures, ofSignatures),
  ];
}

function missingList(pkg: OfdPackage, { document, list }: DocumentSignatures): Fact[] {
  const path = document.body.signaturesPath;
  if (path === null || list || pkg.files.has(path)) return [];
  return [{ check, state: 'fail', reason: 'list-missing', evidence: { path } }];
}

function repeated({ records }: DocumentSignatures): Fact[] {
  const facts: Fact[] = [];
  for (const [index, { listed }] of records.entries()) {
    const earlier = records.slice(0, index);
    if (earlier.some((other) => other.listed.path === listed.path)) {
      facts.push({ check, state: 'fail', reason: 'signature-repeated', evidence: { path: listed.path } });
    } else if (earlier.some((other) => other.listed.id === listed.id)) {
      facts.push({ check, state: 'warn', reason: 'id-repeated', evidence: { id: listed.id } });
    }
  }
  return facts;
}

function lowCounter({ list, records }: DocumentSignatures): Fact[] {
  if (!list) return [];
  const highest = Math.max(0, ...records.map(({ listed }) => numberOf(listed.id)));
  const stated = Math.max(0, ...list.maxSignIds.map(numberOf));
  if (stated >= highest) return [];
  return [{ check, state: 'warn', reason: 'max-sign-id-low', evidence: { stated, highest } }];
}

function numberOf(id: string): number {
  return Number(/^\D*(\d{1,9})$/.exec(id)?.[1] ?? 0);
}

/**
 * Signature files that no list names. When a signature that is still listed protects them, they were listed when it
 * was made: somebody removed them since.
 */
function strippedSignatures(
  pkg: OfdPackage,
  signatures: readonly DocumentSignatures[],
  ofSignatures: ReadonlySet<string>,
): Fact[] {
  const hasIntegrityList = [...pkg.files.keys()].some((path) => path.toLowerCase() === '/ofdentries.xml');
  const records = signatures.flatMap((item) => item.records);
  // What belongs to a signature that cannot be read is not known; its folder is spared, for it is reported itself.
  const damaged = new Set(records.filter(({ file }) => !file).map(({ listed }) => folderOf(listed.path)));
  const stray = [...pkg.files.keys()].filter((path) => {
    const lower = path.toLowerCase();
    // GM/T 0099 keeps the signature of its integrity list under this name.
    if (hasIntegrityList && lower === '/signedvalue.dat') return false;
    return (
      /\/(signature\.xml|signedvalue\.dat)$/.test(lower) && !ofSignatures.has(path) && !damaged.has(folderOf(path))
    );
  });
  const [first] = stray;
  if (first === undefined) return [];
  const references = records.flatMap(({ file }) => file?.references ?? []);
  const isProven = references.some(({ path }) => stray.includes(path));
  const evidence = { count: stray.length, path: first };
  return [{ check, state: isProven ? 'fail' : 'warn', reason: 'signature-unlisted', evidence }];
}
