import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { verifyFiles } from '#main/app/verify-files.ts';
import { filesToVerify } from '#main/verification/files-to-verify.ts';
import type { Words } from '#main/platform/words.ts';
import { verdictCounts } from '#main/verification/verdict-counts.ts';
import type { FileReport, SignatureReport } from '#shared/contract/verification.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { CommandKit } from '../command-kit.ts';
import type { RecordKeeper } from '../save-records.ts';
import type { CommonOptions } from '../station-session.ts';
import { officialTime } from '../say-time.ts';
import type { Terminal } from '../terminal.ts';

interface VerifyOptions extends CommonOptions {
  readonly trust?: string;
  readonly report?: string;
  readonly csv?: string;
}

/** `verify FILE|DIR...`: exit 0 only when every file is valid and none was left out. Opens no station. */
export function addVerify(program: Command, kit: CommandKit): void {
  const { say } = kit.words;
  program
    .command('verify')
    .description(say('cli.commands.verify'))
    .argument('<file...>')
    .option('--json', say('cli.options.json'))
    .option('--trust <dir>', say('cli.options.trust'))
    .option('--data <dir>', say('cli.options.data'))
    .option('--report <dir>', say('cli.options.report'))
    .option('--csv <file>', say('cli.options.csv'))
    .action((named: string[], options: VerifyOptions) =>
      kit.run(options, (terminal) => verify(named, options, terminal)),
    );
}

async function verify(named: readonly string[], options: VerifyOptions, terminal: Terminal): Promise<boolean> {
  const { words } = terminal;
  const { files, leftOut } = filesToVerify(named);
  const keep = await keeperOf(options, words);
  const report = await verifyFiles({
    files,
    trustFolder: options.trust,
    data: options.data,
    words,
    onFile: async (one, done, viewer) => {
      await keep?.(one, viewer);
      showProgress(terminal, done, files.length);
    },
  });
  if (options.csv !== undefined) {
    const { verdictTable } = await import('#main/verification/verdict-table.ts');
    writeFileSync(options.csv, verdictTable(report.files, words), { flag: 'wx' });
  }
  terminal.answer(report, ({ files: reports }) => {
    for (const one of reports) showFile(terminal, one);
    if (reports.length > 1) {
      const counts = verdictCounts(reports).map(({ verdict, count }) =>
        words.say('cli.verify.count', { verdict: words.say(`states.verdict.${verdict}`), count }),
      );
      terminal.line(words.say('cli.verify.sum', { files: reports.length, counts: counts.join('，') }));
    }
    if (reports.length === 0) terminal.line(words.say('cli.verify.nothing'));
    if (leftOut > 0) terminal.line(words.say('cli.verify.leftOut', { count: leftOut }));
  });
  return report.files.length > 0 && leftOut === 0 && report.files.every(({ verdict }) => verdict === 'valid');
}

/** What writes records and tables is loaded when it is asked for: it is larger than what verifies. */
async function keeperOf({ report }: VerifyOptions, words: Words): Promise<RecordKeeper | undefined> {
  if (report === undefined) return undefined;
  const { recordKeeper } = await import('../save-records.ts');
  return recordKeeper(report, new Date(), words);
}

/** Only where somebody watches; it is wiped by the next one. */
function showProgress({ isJson, words }: Terminal, done: number, files: number): void {
  if (isJson || files < 2 || !process.stderr.isTTY) return;
  const end = done === files ? '\u001b[2K' : '';
  process.stderr.write(`\r${end || words.say('cli.verify.progress', { done, files })}`);
}

export function showFile(terminal: Terminal, report: FileReport): void {
  const { words } = terminal;
  terminal.line(
    words.say('cli.verify.file', { file: report.file, verdict: words.say(`states.verdict.${report.verdict}`) }),
  );
  if (report.error) {
    for (const text of [report.error.what, report.error.why, report.error.next]) terminal.line(`  ${text}`);
  }
  for (const signature of report.signatures) showSignature(terminal, signature);
}

function showSignature({ words, line }: Terminal, signature: SignatureReport): void {
  const none = words.say('cli.verify.none');
  const time = signature.signedAt
    ? words.say('cli.verify.claimedTime', { time: officialTime(officeTime(new Date(signature.signedAt))) })
    : none;
  line(
    words.say('cli.verify.signature', {
      name: signature.name,
      verdict: words.say(`states.verdict.${signature.verdict}`),
      seal: signature.sealName ?? '',
      signer: signature.signer ?? none,
      time,
    }),
  );
  for (const reason of signature.reasons) line(words.say('cli.verify.reason', { words: reasonWords(words, reason) }));
}

/** `check:reason` in words; what the catalogue does not know is shown as it is. */
function reasonWords(words: Terminal['words'], reason: string): string {
  const [check = '', why = ''] = reason.split(':');
  const facts = {
    check: words.find(`facts.checks.${check}`) ?? check,
    reason: words.find(`facts.reasons.${why}`) ?? why,
  };
  return words.say(why === '' ? 'facts.checkAlone' : 'facts.checkAndReason', facts);
}
