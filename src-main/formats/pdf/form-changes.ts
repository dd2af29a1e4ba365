import { changedKeys, sameObject } from './pdf-equality.ts';
import { type FormField, formFields } from './form-fields.ts';
import { isDocTimeStamp } from './signing-locks.ts';
import { accept, numOf, onlyKeysChanged, type RevisionStep, suspect } from './revision-step.ts';
import { isArray, PdfDict, PdfRef, type PdfValue } from './pdf-values.ts';

/** What filling a field may touch; Rect, fonts, names and flags may not. */
const FILLED_KEYS = ['V', 'AP', 'AS', 'M', 'I', 'RV'];
/** What signing an empty field may touch. */
const SIGNED_KEYS = ['V', 'AP', 'AS', 'M', 'MK', 'F', 'DA'];

/** AcroForm and its fields: new signature fields, signed fields and filled fields are accepted. */
export function judgeForm(step: RevisionStep): void {
  const before = step.old.dict(step.oldCatalog.get('AcroForm'));
  const after = step.now.dict(step.catalog.get('AcroForm'));
  if (after === undefined) {
    if (before !== undefined) suspect(step, 'formRemoved');
    return;
  }
  judgeFormDict(step, before, after);
  const oldFields = formFields(step.old, step.oldCatalog);
  const newFields = formFields(step.now, step.catalog);
  const known = new Set(oldFields.map((field) => field.ref?.num));
  for (const field of newFields) {
    if (!known.has(field.ref?.num)) judgeNewField(step, field);
  }
  const byNum = new Map(newFields.map((field) => [field.ref?.num, field]));
  for (const field of oldFields) {
    const now = byNum.get(field.ref?.num);
    if (now === undefined) suspect(step, 'fieldRemoved', field.ref?.num);
    else judgeKnownField(step, field, now);
  }
}

function judgeFormDict(step: RevisionStep, before: PdfDict | undefined, after: PdfDict): void {
  const num = numOf(step.catalog.get('AcroForm'));
  if (num !== undefined && before !== undefined) accept(step, num);
  if (before === undefined) {
    onlyKeysChanged(step, emptyDict, after, ['Fields', 'SigFlags', 'DR', 'DA'], 'formChanged', num);
    return;
  }
  onlyKeysChanged(step, before, after, ['Fields', 'SigFlags', 'DR'], 'formChanged', num);
  judgeResources(step, before, after);
  const fields = numOf(after.get('Fields'));
  if (fields !== undefined && step.overridden.has(fields)) {
    const isOnlyForm = step.referrers(fields).every(({ path }) => path === 'Fields' || path === 'AcroForm.Fields');
    if (isOnlyForm) accept(step, fields);
  }
}

/** Fonts may be added for new fields; those that are there keep their meaning. */
function judgeResources(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  const [old, now] = [step.old.dict(before.get('DR')), step.now.dict(after.get('DR'))];
  if (old === undefined) return;
  const num = numOf(after.get('DR'));
  if (num !== undefined && step.referrers(num).every(({ path }) => path.endsWith('DR'))) accept(step, num);
  for (const key of changedKeys(old, now ?? emptyDict)) {
    const [a, b] = [step.old.dict(old.get(key)), step.now.dict(now?.get(key))];
    const lost = a === undefined ? [] : changedKeys(a, b ?? emptyDict).filter((name) => a.get(name) !== undefined);
    if (lost.length > 0 || (old.get(key) !== undefined && b === undefined)) suspect(step, 'formResourcesChanged');
  }
}

function judgeNewField(step: RevisionStep, field: FormField): void {
  const num = field.ref?.num;
  if (num === undefined || !step.added.has(num) || field.type !== 'Sig') {
    suspect(step, 'fieldAdded', num);
    return;
  }
  const value = step.now.dict(field.value);
  const isShown = field.widgets.some(({ dict }) => dict.get('AP') !== undefined);
  // A field that nobody signed has nothing to show: a picture there is an overlay.
  if (value === undefined && isShown) suspect(step, 'emptySignatureFieldShown', num);
  for (const widget of field.widgets) {
    if (widget.ref !== undefined && step.added.has(widget.ref.num)) step.newWidgets.add(widget.ref.num);
    else suspect(step, 'fieldAdded', num);
  }
  noteSigned(step, field, value, isShown);
}

function noteSigned(step: RevisionStep, field: FormField, value: PdfDict | undefined, isShown: boolean): void {
  const isQuiet = value !== undefined && isDocTimeStamp(value) && !isShown;
  step.changes.push({ level: isQuiet ? 'archive' : 'form', reason: 'signatureAdded', field: field.name });
  if (value !== undefined) step.signedNow.add(field.name);
}

function judgeKnownField(step: RevisionStep, before: FormField, after: FormField): void {
  if (before.name !== after.name || before.type !== after.type) suspect(step, 'fieldRenamed', before.ref?.num);
  const oldValue = step.old.dict(before.value);
  const isSignature = before.type === 'Sig';
  const nodes = new Map<number, PdfDict>();
  for (const num of before.path) nodes.set(num, step.old.dict(new PdfRef(num, 0)) ?? emptyDict);
  for (const widget of before.widgets) if (widget.ref !== undefined) nodes.set(widget.ref.num, widget.dict);
  const touched = [...nodes.keys()].filter((num) => step.overridden.has(num));
  for (const num of touched) {
    const now = step.now.dict(new PdfRef(num, 0)) ?? emptyDict;
    const isFrozen = isSignature && oldValue !== undefined;
    const allowed = isSignature ? SIGNED_KEYS : FILLED_KEYS;
    onlyKeysChanged(step, nodes.get(num)!, now, isFrozen ? [] : allowed, 'fieldChanged', num);
    accept(step, num);
  }
  const streams = isSignature && oldValue !== undefined ? 0 : judgeAppearances(step, before, nodes);
  const values = isSignature ? 0 : acceptOwned(step, refsIn(step, before.value), nodes, 'V');
  if (touched.length === 0 && streams + values === 0) return;
  const value = step.now.dict(after.value);
  if (isSignature && oldValue === undefined && value !== undefined) {
    for (const widget of after.widgets) if (widget.ref !== undefined) step.newWidgets.add(widget.ref.num);
    noteSigned(step, after, value, true);
    return;
  }
  if (isSignature && oldValue === undefined) suspect(step, 'emptySignatureFieldShown', before.ref?.num);
  if (isSignature) return;
  step.changes.push({ level: 'form', reason: 'fieldFilled', field: before.name });
  const isLookTouched =
    streams > 0 || touched.some((num) => lookKeysOf(step, nodes.get(num)!, num).some((key) => key === 'AP'));
  // Nothing was filled in: the page shows another value than the field has (ATK-4).
  const isSame = sameObject(step.old, before.value ?? null, step.now, after.value ?? null);
  if (isLookTouched && isSame) suspect(step, 'fieldLookChanged', before.ref?.num);
}

function lookKeysOf(step: RevisionStep, before: PdfDict, num: number): string[] {
  return changedKeys(before, step.now.dict(new PdfRef(num, 0)) ?? emptyDict);
}

/** The appearance of a field that is filled may be replaced, unless something else shows the same stream. */
function judgeAppearances(step: RevisionStep, field: FormField, nodes: ReadonlyMap<number, PdfDict>): number {
  const refs = field.widgets.flatMap(({ dict }) => refsIn(step, dict.get('AP')));
  return acceptOwned(step, refs, nodes, 'AP');
}

function acceptOwned(
  step: RevisionStep,
  refs: readonly number[],
  nodes: ReadonlyMap<number, PdfDict>,
  key: string,
): number {
  const owners = new Set<number>([...nodes.keys(), ...refs]);
  const replaced = refs.filter((num) => step.overridden.has(num));
  for (const num of replaced) {
    const isOwned = step.referrers(num).every(({ from, path }) => {
      const isInside = refs.includes(from) || path === key || path.startsWith(`${key}.`) || path.endsWith('.V');
      return owners.has(from) && isInside;
    });
    if (isOwned) accept(step, num);
  }
  return replaced.length;
}

/** Objects that hang on a value, up to the streams of an appearance dictionary with its states. */
function refsIn(step: RevisionStep, value: PdfValue | undefined, depth = 0): number[] {
  if (value === undefined || depth > 3) return [];
  if (value instanceof PdfRef) return [value.num, ...refsIn(step, plain(step.old.follow(value)), depth + 1)];
  if (isArray(value)) return value.flatMap((item) => refsIn(step, item, depth + 1));
  if (value instanceof PdfDict) return [...value.entries.values()].flatMap((item) => refsIn(step, item, depth + 1));
  return [];
}

/** A stream ends the search: what it uses is not the field's own. */
function plain(value: PdfValue): PdfValue {
  return value instanceof PdfDict || isArray(value) ? value : null;
}

const emptyDict = new PdfDict(new Map(), false, 0, 0);
