import { writeRecord, type RecordLine } from '#main/formats/pdf/record-document.ts';
import type { Words } from '#main/platform/words.ts';
import type { FileReport, SignatureReport } from '#shared/contract/verification.ts';
import { evidenceWords } from '#shared/model/evidence-words.ts';
import { topicOf } from '#shared/model/fact-topic.ts';
import { factWeight, type Fact } from '#shared/model/verdict.ts';
import { verdictKind } from '#shared/model/verdict-kind.ts';
import { noFindings, type LaterFindings } from './later-findings.ts';
import { coverageLines } from './record-coverage.ts';

/**
 * A report as a PDF to be kept or printed: the same facts as on the screen, in words. It is a record of a check at a
 * time, and says of itself that it is no seal and vouches for nothing.
 *
 * @param now when it was checked
 * @param findings what each signature covers and what came later
 */
export function writeVerificationRecord(
  report: FileReport,
  fileName: string,
  now: Date,
  words: Words,
  font: Uint8Array,
  findings: LaterFindings = noFindings,
): Promise<Uint8Array> {
  const { say } = words;
  return writeRecord({
    title: say('cli.record.title', { file: fileName }),
    lines: [
      { kind: 'title', text: say('cli.record.title', { file: fileName }) },
      { kind: 'text', text: say('cli.record.about', { at: officeText(now.toISOString()), sm3: report.sm3 ?? '—' }) },
      { kind: 'text', text: say('cli.record.verdict', { verdict: headOf(report, words) }) },
      ...(report.error ? errorLines(report.error) : []),
      ...report.signatures.flatMap((signature, index) => signatureLines(signature, index, findings, words)),
    ],
    foot: say('cli.record.foot'),
    createdAt: now,
    font,
  });
}

function headOf({ verdict, reasons, signatures }: FileReport, { say }: Words): string {
  const decisive = signatures.find((signature) => signature.verdict === verdict);
  const kind = verdictKind(verdict, decisive?.reasons ?? reasons, decisive?.facts);
  return say(`screen.verify.kind.${kind}.title`);
}

function errorLines(error: NonNullable<FileReport['error']>): readonly RecordLine[] {
  return [error.what, error.why, error.next].map((text) => ({ kind: 'text', text }));
}

/** What was done to the file and what is not in order come first: nobody reads a record to its end. */
function signatureLines(
  signature: SignatureReport,
  index: number,
  findings: LaterFindings,
  words: Words,
): readonly RecordLine[] {
  const { say } = words;
  const none = say('cli.verify.none');
  const { sealName, esId, signer, maker, signedAt, timeSource, verdict, name } = signature;
  const stamped = findings.coverage[index]?.stamps.map(({ page }) => page) ?? [];
  const pages = [...new Set([...signature.pages, ...stamped])];
  const facts = {
    seal: sealName ?? none,
    esId: esId ?? none,
    signer: signer ?? none,
    maker: maker ?? none,
    at: signedAt === null ? none : officeText(signedAt),
    source: say(`cli.record.times.${timeSource}`),
    pages: pages.length === 0 ? none : pages.join('、'),
  };
  return [
    {
      kind: 'heading',
      text: say('cli.record.signature', { number: index + 1, name, verdict: say(`states.verdict.${verdict}`) }),
    },
    { kind: 'text', text: say('cli.record.who', facts) },
    { kind: 'text', text: say('cli.record.when', facts) },
    ...coverageLines(index, findings, words),
    ...signature.facts
      .toSorted((a, b) => factWeight[b.state] - factWeight[a.state])
      .flatMap((fact) => factLines(fact, words)),
  ];
}

/** What is in order takes one line; what is not also says what was looked at, by which rule, and what would change it. */
function factLines(fact: Fact, { say, find }: Words): readonly RecordLine[] {
  const check = find(`facts.checks.${fact.check}`) ?? fact.check;
  const reason = fact.reason === undefined ? null : (find(`facts.reasons.${fact.reason}`) ?? fact.reason);
  const text = reason === null ? say('facts.checkAlone', { check }) : say('facts.checkAndReason', { check, reason });
  const line: RecordLine = { kind: 'text', text: `[${say(`cli.record.states.${fact.state}`)}] ${text}` };
  const topic = `facts.topics.${topicOf(fact.check)}`;
  const evidence = Object.entries(fact.evidence ?? {}).flatMap(([key, value]) => {
    const name = find(`screen.verify.evidence.${key}`);
    return name === undefined || typeof value === 'boolean'
      ? []
      : [say('cli.record.evidence', { name, value: evidenceWords(find, key, value) })];
  });
  const rule = say('cli.record.rule', { what: find(`${topic}.what`) ?? '', rule: find(`${topic}.rule`) ?? '' });
  const change = say('cli.record.change', { change: find(`${topic}.change`) ?? '' });
  const notes = [...(evidence.length > 0 ? [evidence.join('　')] : []), ...(fact.state === 'ok' ? [] : [rule, change])];
  return [line, ...notes.map((note): RecordLine => ({ kind: 'note', text: note }))];
}

/** Office time. */
function officeText(utc: string): string {
  return new Date(Date.parse(utc) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
