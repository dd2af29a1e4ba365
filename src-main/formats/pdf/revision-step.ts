import { changedKeys, sameObject } from './pdf-equality.ts';
import type { ReferenceIndex, Referrer } from './object-scan.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { isName, PdfRef, PdfStream, type PdfDict, type PdfValue } from './pdf-values.ts';
import { numbersIn, sameEntry, type XrefSection } from './xref-section.ts';

/**
 * How far a change goes, mildest first:
 * - `archive`: what keeps a signature checkable (DSS, document time stamps) and what is not shown (Info, Metadata);
 * - `form`: a field filled or signed, a signature field added;
 * - `stamp`: a locked stamp that belongs to a signature of the same revision;
 * - `suspicious`: everything else.
 */
export type ChangeLevel = 'archive' | 'form' | 'stamp' | 'suspicious';

export interface PdfChange {
  readonly level: ChangeLevel;
  /** Stable reason such as `pageChanged`. */
  readonly reason: string;
  /** Object number, where one object is meant. */
  readonly object?: number;
  /** Name of the form field that was filled or signed. */
  readonly field?: string;
}

/** One revision against the one before it, and what the rules have found in it so far. */
export interface RevisionStep {
  readonly old: PdfObjects;
  readonly now: PdfObjects;
  readonly oldCatalog: PdfDict;
  readonly catalog: PdfDict;
  readonly catalogNum: number;
  /** Objects that another value replaced; a rule that accepts one takes it out. */
  readonly overridden: Set<number>;
  readonly added: ReadonlySet<number>;
  readonly changes: PdfChange[];
  /** Signature fields that were signed in this revision, by name. */
  readonly signedNow: Set<string>;
  /** Object numbers of the widgets of signature fields that are new or newly signed. */
  readonly newWidgets: Set<number>;
  /** Who refers to an object in the old revision. */
  referrers(num: number): readonly Referrer[];
}

/** @param revision index of `now`, counted as in the reference index */
export function makeStep(
  old: PdfObjects,
  now: PdfObjects,
  section: XrefSection,
  index: ReferenceIndex,
  revision: number,
): RevisionStep | PdfChange {
  const rootBefore = rootOf(old);
  const root = rootOf(now);
  const oldCatalog = old.dict(rootBefore);
  const catalog = now.dict(root);
  if (rootBefore?.num !== root?.num || root === undefined || oldCatalog === undefined || catalog === undefined) {
    return { level: 'suspicious', reason: 'catalogReplaced' };
  }
  const step: RevisionStep = {
    old,
    now,
    oldCatalog,
    catalog,
    catalogNum: root.num,
    overridden: new Set(),
    added: new Set(),
    changes: [],
    signedNow: new Set(),
    newWidgets: new Set(),
    referrers: (num) => (index.get(num) ?? []).filter((referrer) => referrer.revision < revision),
  };
  sortNumbers(step, section);
  return step;
}

function rootOf(objects: PdfObjects): PdfRef | undefined {
  const root = objects.sections.map((section) => section.trailer.get('Root')).find((value) => value !== undefined);
  return root instanceof PdfRef ? root : undefined;
}

function sortNumbers(step: RevisionStep, section: XrefSection): void {
  const added = step.added as Set<number>;
  for (const num of numbersIn(section)) {
    const before = step.old.entry(num);
    const after = step.now.entry(num);
    if (sameEntry(before, after)) continue;
    if (before === undefined || before.kind === 'free') added.add(num);
    else if (after === undefined || after.kind === 'free') suspect(step, 'objectRemoved', num);
    else if (!isSameStill(step, num)) step.overridden.add(num);
  }
  for (const num of added) {
    // The old revision pointed into the void, and now there is something: content that was hidden until signed.
    if (step.referrers(num).length > 0) suspect(step, 'danglingReferenceFilled', num);
  }
}

function isSameStill(step: RevisionStep, num: number): boolean {
  const before = step.old.load(num)?.value ?? null;
  const after = step.now.load(num)?.value ?? null;
  // Whatever was packed in an object stream would change with it.
  if (before instanceof PdfStream && isName(before.dict.get('Type'), 'ObjStm')) return false;
  return sameObject(step.old, before, step.now, after);
}

export function suspect(step: RevisionStep, reason: string, object?: number): void {
  step.changes.push({ level: 'suspicious', reason, ...(object === undefined ? {} : { object }) });
}

export function accept(step: RevisionStep, num: number | undefined): void {
  if (num !== undefined) step.overridden.delete(num);
}

export function numOf(value: PdfValue | undefined): number | undefined {
  return value instanceof PdfRef ? value.num : undefined;
}

/** Whether only these keys differ; each other one is reported with the reason. */
export function onlyKeysChanged(
  step: RevisionStep,
  before: PdfDict,
  after: PdfDict,
  allowed: readonly string[],
  reason: string,
  object?: number,
): void {
  for (const key of changedKeys(before, after)) {
    if (!allowed.includes(key)) suspect(step, `${reason}:${key}`, object);
  }
}
