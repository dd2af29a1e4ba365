import type { PdfObjects } from './pdf-objects.ts';
import type { FormField } from './form-fields.ts';
import { isName, type PdfDict, PdfString, textOf } from './pdf-values.ts';

/** Which form fields a signature froze (ISO 32000-1 clause 12.8.2.4, ISO 32000-2 table 236). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

/** What one signature allows afterwards. */
export interface SignatureRules {
  /** DocMDP P: 1 nothing, 2 form filling and signing, 3 also annotations; undefined when it does not certify. */
  readonly permissions: 1 | 2 | 3 | undefined;
  readonly locks: readonly FieldLock[];
}

/** @param signature the signature dictionary; @param field its field, whose Lock counts once it is signed */
export function signatureRules(objects: PdfObjects, signature: PdfDict, field: PdfDict | undefined): SignatureRules {
  const locks: FieldLock[] = [];
  const levels: (1 | 2 | 3)[] = [];
  for (const item of objects.array(signature.get('Reference')) ?? []) {
    const reference = objects.dict(item);
    const parameters = objects.dict(reference?.get('TransformParams'));
    const method = objects.name(reference?.get('TransformMethod'));
    if (method === 'DocMDP') levels.push(levelOf(objects, parameters, 2));
    if (method === 'FieldMDP' && parameters !== undefined) locks.push(lockOf(objects, parameters));
  }
  const lock = objects.dict(field?.get('Lock'));
  if (lock !== undefined) {
    locks.push(lockOf(objects, lock));
    if (lock.get('P') !== undefined) levels.push(levelOf(objects, lock, 1));
  }
  const strictest = levels.sort((a, b) => a - b)[0];
  return { permissions: strictest, locks };
}

/** A level that is not 2 or 3 is taken as the strictest: the author wanted a restriction. */
function levelOf(objects: PdfObjects, dict: PdfDict | undefined, fallback: 1 | 2): 1 | 2 | 3 {
  const value = dict?.get('P') === undefined ? fallback : objects.number(dict.get('P'));
  return value === 2 || value === 3 ? value : 1;
}

function lockOf(objects: PdfObjects, dict: PdfDict): FieldLock {
  const action = objects.name(dict.get('Action'));
  const fields = (objects.array(dict.get('Fields')) ?? [])
    .map((item) => objects.follow(item))
    .flatMap((item) => (item instanceof PdfString ? [textOf(item)] : []));
  return { action: action === 'Include' || action === 'Exclude' ? action : 'All', fields };
}

/** A name also stands for the fields below it. */
export function isLocked(lock: FieldLock, name: string): boolean {
  const isNamed = lock.fields.some((field) => name === field || name.startsWith(`${field}.`));
  return lock.action === 'All' || (lock.action === 'Include' ? isNamed : !isNamed);
}

/** Fields that carry a signature dictionary. */
export function signedFields(
  objects: PdfObjects,
  fields: readonly FormField[],
): { field: FormField; value: PdfDict }[] {
  return fields.flatMap((field) => {
    const value = field.type === 'Sig' ? objects.dict(field.value) : undefined;
    return value === undefined ? [] : [{ field, value }];
  });
}

export function isDocTimeStamp(signature: PdfDict): boolean {
  return isName(signature.get('Type'), 'DocTimeStamp') || isName(signature.get('SubFilter'), 'ETSI.RFC3161');
}
