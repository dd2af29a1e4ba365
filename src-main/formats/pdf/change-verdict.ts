import type { Fact } from '#shared/model/verdict.ts';
import type { LaterChanges } from './revision-history.ts';
import type { ChangeLevel, PdfChange } from './revision-step.ts';
import { isLocked, type SignatureRules } from './signing-locks.ts';

/** What became of the document after a signature. */
export type ChangeVerdict = 'none' | 'permitted' | 'suspicious';

const rank: Readonly<Record<ChangeLevel, number>> = { archive: 1, form: 2, stamp: 3, suspicious: 4 };

/**
 * Judge later changes by what the signature allows: without DocMDP signing, filling and stamping go on; with it, P
 * is the highest rank; fields under a lock stay as they are.
 *
 * @param later undefined when the signature has no usable byte range
 * @see ISO 32000-1 clauses 12.8.2.2 (DocMDP) and 12.8.2.4 (FieldMDP)
 */
export function judgeChanges(
  later: LaterChanges | undefined,
  rules: SignatureRules,
  isUnreadable: boolean,
): { verdict: ChangeVerdict; changes: readonly PdfChange[]; fact: Fact } {
  if (later === undefined || !later.endsRevision || isUnreadable) {
    const reason = isUnreadable ? 'fileDamaged' : 'notARevision';
    return conclude([{ level: 'suspicious', reason }]);
  }
  return conclude(later.changes.map((change) => underRules(change, rules)));
}

/** What is on no list of allowed changes keeps its own reason, whatever the signature would allow. */
function underRules(change: PdfChange, { permissions, locks }: SignatureRules): PdfChange {
  if (change.level === 'suspicious') return change;
  if (permissions !== undefined && rank[change.level] > permissions) {
    return { ...change, level: 'suspicious', reason: `${change.reason}:docMdp` };
  }
  const { field } = change;
  if (field !== undefined && change.level !== 'archive' && locks.some((lock) => isLocked(lock, field))) {
    return { ...change, level: 'suspicious', reason: `${change.reason}:locked` };
  }
  return change;
}

function conclude(changes: readonly PdfChange[]): {
  verdict: ChangeVerdict;
  changes: readonly PdfChange[];
  fact: Fact;
} {
  const suspicious = changes.filter((change) => change.level === 'suspicious');
  if (suspicious.length === 0) {
    const verdict = changes.length === 0 ? 'none' : 'permitted';
    return {
      verdict,
      changes,
      fact: { check: 'pdf.laterChanges', state: 'ok', evidence: { changes: changes.length } },
    };
  }
  const evidence = {
    changes: changes.length,
    reasons: [...new Set(suspicious.map(({ reason }) => reason))].join(', '),
  };
  return {
    verdict: 'suspicious',
    changes,
    fact: { check: 'pdf.laterChanges', state: 'fail', reason: 'suspicious', evidence },
  };
}
