import { sameValue } from './pdf-equality.ts';
import { accept, numOf, onlyKeysChanged, type RevisionStep, suspect } from './revision-step.ts';
import { isArray, isName, PdfDict, PdfRef, PdfString, textOf, type PdfArray, type PdfValue } from './pdf-values.ts';

/** Annotations that stand directly in Annots; more than these count as changed. */
const MOST_DIRECT = 500;

/**
 * Pages: nothing may change but Annots, and there only the widgets of new signatures and the locked stamps that
 * belong to them may be added. Runs after the form was judged, which finds those signatures.
 */
export function judgePages(step: RevisionStep): void {
  for (const num of step.overridden) {
    const before = step.old.load(num)?.value;
    const after = step.now.load(num)?.value;
    if (before instanceof PdfDict && isName(before.get('Type'), 'Page')) {
      accept(step, num);
      const now = after instanceof PdfDict ? after : new PdfDict(new Map(), false, 0, 0);
      onlyKeysChanged(step, before, now, ['Annots'], 'pageChanged', num);
      judgeAnnots(step, num, before.get('Annots'), now.get('Annots'));
    } else if (isArray(before ?? null) && isArray(after ?? null)) judgeAnnotsObject(step, num);
  }
}

/** An Annots array that is an object of its own: whoever refers to it must mean exactly that. */
function judgeAnnotsObject(step: RevisionStep, num: number): void {
  const referrers = step.referrers(num);
  const isAnnots = referrers.length > 0 && referrers.every(({ from, path }) => path === 'Annots' && isPage(step, from));
  if (!isAnnots) return;
  accept(step, num);
  for (const { from } of referrers) judgeAnnots(step, from, new PdfRef(num, 0), new PdfRef(num, 0));
}

function isPage(step: RevisionStep, num: number): boolean {
  return isName(step.old.dict(new PdfRef(num, 0))?.get('Type'), 'Page');
}

function judgeAnnots(
  step: RevisionStep,
  page: number,
  before: PdfValue | undefined,
  after: PdfValue | undefined,
): void {
  const old = step.old.array(before) ?? [];
  const now = step.now.array(after) ?? [];
  const arrayNum = numOf(after);
  const isShared = arrayNum !== undefined && step.overridden.has(arrayNum) && step.referrers(arrayNum).length > 1;
  if (arrayNum !== undefined && !isShared) accept(step, arrayNum);
  const [wasThere, isThere] = [membership(old), membership(now)];
  for (const item of old) {
    if (!isThere(item)) suspect(step, 'annotationRemoved', numOf(item) ?? page);
  }
  for (const item of now) {
    if (!wasThere(item)) judgeNewAnnotation(step, item, page);
  }
}

/** References are looked up, not searched: a page may have a hundred thousand of them. */
function membership(list: PdfArray): (value: PdfValue) => boolean {
  const refs = new Set(list.map((item) => (item instanceof PdfRef ? `${item.num} ${item.gen}` : '')));
  const direct = list.filter((item) => !(item instanceof PdfRef)).slice(0, MOST_DIRECT);
  return (value) => {
    if (value instanceof PdfRef) return refs.has(`${value.num} ${value.gen}`);
    return direct.some((item) => sameValue(item, value));
  };
}

function judgeNewAnnotation(step: RevisionStep, value: PdfValue, page: number): void {
  const num = numOf(value);
  if (num !== undefined && step.newWidgets.has(num)) return;
  if (num !== undefined && step.added.has(num) && isStampOfSignature(step, value)) {
    step.changes.push({ level: 'stamp', reason: 'stampAdded', object: num });
    return;
  }
  suspect(step, 'annotationAdded', num ?? page);
}

/** `/NM (Seal_n/slice-i)` names the signature of the same revision that covers the stamp. */
function isStampOfSignature(step: RevisionStep, value: PdfValue): boolean {
  const annotation = step.now.dict(value);
  const mark = step.now.follow(annotation?.get('NM'));
  if (!isName(annotation?.get('Subtype'), 'Stamp') || !(mark instanceof PdfString)) return false;
  const name = /^(.+)\/slice-\d+$/.exec(textOf(mark))?.[1];
  return name !== undefined && step.signedNow.has(name);
}
