import type { RecordLine } from '#main/formats/pdf/record-document.ts';
import type { Words } from '#main/platform/words.ts';
import type { LaterChange, RevisionComparison, SignatureCoverage } from '#shared/contract/verification.ts';
import type { LaterFindings } from './later-findings.ts';

/** More rows than anybody reads on paper; the record for programs has them all. */
const mostRows = 40;

/** What a signature covers and what came later, in words: bytes, changes, words then and now, files. */
export function coverageLines(index: number, { coverage, comparisons }: LaterFindings, words: Words): RecordLine[] {
  const of = coverage[index];
  if (!of) return [];
  const { say } = words;
  const comparison = of.signedState ? comparisons.get(of.signedState.end) : undefined;
  const lines = [
    ...byteLines(of, words),
    ...cut(distinct(of.changes.map((change) => changeLine(change, words))), words),
    ...(comparison ? wordLines(comparison, words) : []),
    ...fileLines(of, words),
  ];
  return lines.length === 0 ? [] : [{ kind: 'text', text: say('cli.record.coverage') }, ...lines.map(note)];
}

function note(text: string): RecordLine {
  return { kind: 'note', text };
}

function byteLines({ bytes, stamps }: SignatureCoverage, { say }: Words): string[] {
  const places = stamps.map(({ page, xMm, yMm, widthMm, heightMm }) =>
    say('cli.record.stamp', { page, x: mm(xMm), y: mm(yMm), width: mm(widthMm), height: mm(heightMm) }),
  );
  if (!bytes) return places;
  const { before, own, after, later } = bytes;
  return [...places, say('screen.verify.later.bar', { covered: before + after, own, later })];
}

function mm(value: number): string {
  return value.toFixed(1);
}

function changeLine({ reason, rule, field, key, object, pages, isAllowed }: LaterChange, { say, find }: Words): string {
  const details = [
    key === null ? '' : say('screen.verify.later.key', { key }),
    object === null ? '' : say('screen.verify.later.object', { object }),
    field === null ? '' : say('screen.verify.later.field', { field }),
    pages.length === 0 ? '' : say('screen.verify.signatures.pages', { pages: pages.join('、') }),
  ].filter((text) => text !== '');
  const what = find(`screen.verify.changes.${reason}`) ?? say('screen.verify.changes.other', { reason });
  return say('cli.record.later', {
    state: say(`cli.record.states.${isAllowed ? 'ok' : 'fail'}`),
    what:
      details.length === 0
        ? what
        : say('screen.verify.later.what', { what, details: details.join(say('screen.verify.grounds.and')) }),
    rule: say(`screen.verify.rules.${rule}`),
  });
}

function wordLines({ changes, comparedPages, leftOut }: RevisionComparison, words: Words): string[] {
  const { say } = words;
  const nothing = say('screen.verify.words.nothing');
  if (comparedPages.length === 0) return [];
  if (changes.length === 0) return [say('screen.verify.words.none')];
  const lines = changes.map(({ page, line, was, is }) =>
    say('cli.record.words', { page, line, was: was === '' ? nothing : was, is: is === '' ? nothing : is }),
  );
  return [...cut(lines, words), ...(leftOut > 0 ? [say('screen.verify.words.leftOut', { count: leftOut })] : [])];
}

function fileLines({ files }: SignatureCoverage, words: Words): string[] {
  const { say } = words;
  const odd = files.filter(({ state }) => state !== 'covered');
  const covered = files.length - odd.length;
  const lines = odd.map(({ path, state }) =>
    say('cli.record.file', { path, state: say(`screen.verify.later.fileStates.${state}`) }),
  );
  return [...cut(lines, words), ...(covered > 0 ? [say('cli.record.files', { count: covered })] : [])];
}

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}

function cut(lines: readonly string[], { say }: Words): string[] {
  const left = lines.length - mostRows;
  return left > 0 ? [...lines.slice(0, mostRows), say('cli.record.more', { count: left })] : [...lines];
}
