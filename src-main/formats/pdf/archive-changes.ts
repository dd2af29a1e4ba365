import { sameValue } from './pdf-equality.ts';
import { accept, numOf, onlyKeysChanged, type RevisionStep, suspect } from './revision-step.ts';
import { isArray, isName, PdfDict, PdfRef, PdfStream, type PdfValue } from './pdf-values.ts';

const CATALOG_KEYS = ['AcroForm', 'DSS', 'Perms', 'Extensions', 'Metadata', 'Version'];

/** Certificates or status responses in one list of a DSS; a longer one is not compared, and counts as changed. */
const MOST_STORED = 2000;

/** The catalog itself, what hangs on it without being shown, and the objects that carry the file's own structure. */
export function judgeCatalog(step: RevisionStep): void {
  onlyKeysChanged(step, step.oldCatalog, step.catalog, CATALOG_KEYS, 'catalogChanged', step.catalogNum);
  accept(step, step.catalogNum);
  judgePermissions(step);
  judgeSecurityStore(step);
  judgeUnshown(step);
}

/** A certification may be added, never replaced or taken away. */
function judgePermissions(step: RevisionStep): void {
  const before = step.old.dict(step.oldCatalog.get('Perms'));
  const after = step.now.dict(step.catalog.get('Perms'));
  if (before === undefined) return;
  if (after === undefined) suspect(step, 'permissionsRemoved');
  else onlyKeysChanged(step, before, after, [], 'permissionsChanged', numOf(step.catalog.get('Perms')));
  accept(step, numOf(step.catalog.get('Perms')));
}

/** DSS (ISO 32000-2 clause 12.8.4.3): certificates and status information are added and never lost. */
function judgeSecurityStore(step: RevisionStep): void {
  const before = step.oldCatalog.get('DSS');
  const after = step.catalog.get('DSS');
  if (before === undefined && after === undefined) return;
  const owned = new Set<number>([step.catalogNum]);
  collect(step, before, owned, 0);
  if (!growsOnly(step, before ?? null, after ?? null, 0)) suspect(step, 'securityStoreShrunk');
  let isChanged = !sameValue(before, after);
  for (const num of owned) {
    if (!step.overridden.has(num) || step.old.load(num)?.value instanceof PdfStream) continue;
    isChanged = true;
    if (step.referrers(num).every(({ from, path }) => owned.has(from) && isStorePath(step, from, path)))
      accept(step, num);
  }
  if (isChanged) step.changes.push({ level: 'archive', reason: 'securityStoreAdded' });
}

function isStorePath(step: RevisionStep, from: number, path: string): boolean {
  return from !== step.catalogNum || path === 'DSS' || path.startsWith('DSS.');
}

function collect(step: RevisionStep, value: PdfValue | undefined, owned: Set<number>, depth: number): void {
  if (value === undefined || depth > 8) return;
  if (value instanceof PdfRef) {
    if (owned.has(value.num)) return;
    owned.add(value.num);
    collect(step, step.old.follow(value), owned, depth + 1);
  } else if (isArray(value)) for (const item of value) collect(step, item, owned, depth + 1);
  else if (value instanceof PdfDict) for (const item of value.entries.values()) collect(step, item, owned, depth + 1);
}

/** Everything of the old value is still there, at the same place or anywhere in the same list. */
function growsOnly(step: RevisionStep, before: PdfValue, after: PdfValue, depth: number): boolean {
  if (depth > 8) return false;
  const old = step.old.follow(before);
  const now = step.now.follow(after);
  if (old === null) return true;
  if (old instanceof PdfStream) return now instanceof PdfStream;
  if (isArray(old) && old.length > MOST_STORED) return false;
  if (isArray(old)) return isArray(now) && old.every((item) => now.some((candidate) => sameValue(item, candidate)));
  if (!(old instanceof PdfDict)) return sameValue(old, now);
  if (!(now instanceof PdfDict)) return false;
  // TU of a VRI entry is the time of its last change.
  return [...old.entries].every(
    ([key, item]) => key === 'TU' || growsOnly(step, item, now.get(key) ?? null, depth + 1),
  );
}

/** Info and Metadata describe the file, cross-reference streams carry it: none is on a page. */
function judgeUnshown(step: RevisionStep): void {
  const info = numOf(
    step.now.sections.map((section) => section.trailer.get('Info')).find((value) => value !== undefined),
  );
  const metadata = numOf(step.oldCatalog.get('Metadata'));
  const extensions = numOf(step.oldCatalog.get('Extensions'));
  for (const num of step.overridden) {
    const referrers = step.referrers(num);
    const isSectionData = [step.old, step.now].every((objects) => isSectionStream(objects.load(num)?.value));
    const isInfo = num === info && referrers.length === 0;
    const isDescribed =
      (num === metadata || num === extensions) && referrers.every(({ from }) => from === step.catalogNum);
    if ((isSectionData && referrers.length === 0) || isInfo || isDescribed) {
      accept(step, num);
      if (!isSectionData) step.changes.push({ level: 'archive', reason: 'descriptionChanged', object: num });
    }
  }
}

function isSectionStream(value: PdfValue | undefined): boolean {
  return value instanceof PdfStream && isName(value.dict.get('Type'), 'XRef');
}
