import type { Command } from 'commander';
import { verifyFiles } from '#main/app/verify-files.ts';
import type { FileReport, SignatureReport } from '#shared/contract/verification.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { CommandKit } from '../command-kit.ts';
import type { CommonOptions } from '../station-session.ts';
import { officialTime } from '../say-time.ts';
import type { Terminal } from '../terminal.ts';

/** `verify FILE...`: exit 0 only when every file is valid. Opens no station. */
export function addVerify(program: Command, kit: CommandKit): void {
  program
    .command('verify')
    .description(kit.words.say('cli.commands.verify'))
    .argument('<file...>')
    .option('--json', kit.words.say('cli.options.json'))
    .option('--trust <dir>', kit.words.say('cli.options.trust'))
    .option('--data <dir>', kit.words.say('cli.options.data'))
    .action((files: string[], options: CommonOptions & { trust?: string }) =>
      kit.run(options, async (terminal) => {
        const report = await verifyFiles({
          files,
          trustFolder: options.trust,
          data: options.data,
          words: terminal.words,
        });
        terminal.answer(report, ({ files: reports }) => {
          for (const one of reports) showFile(terminal, one);
        });
        return report.files.every((file) => file.verdict === 'valid');
      }),
    );
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
