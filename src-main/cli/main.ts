import { parseArgs } from 'node:util';
import { Command, Option } from 'commander';
import { createWords, type Language } from '#main/platform/words.ts';
import { addDemo } from './commands/demo-command.ts';
import { addDoctor } from './commands/doctor-command.ts';
import { addLedger } from './commands/ledger-command.ts';
import { addPeople } from './commands/people-command.ts';
import { addRequests } from './commands/request-command.ts';
import { addApprove } from './commands/approve-command.ts';
import { addSeals } from './commands/seal-command.ts';
import { addStamp } from './commands/stamp-command.ts';
import { addSync } from './commands/sync-command.ts';
import { addVerify } from './commands/verify-command.ts';
import type { CommandKit } from './command-kit.ts';
import { createTerminal } from './terminal.ts';

/** Known before the options are read, because the words of the options depend on it. */
function chosenLanguage(): Language {
  const { values } = parseArgs({ options: { language: { type: 'string' } }, strict: false });
  return (values.language ?? process.env['SEALKEEPER_LANGUAGE']) === 'en' ? 'en' : 'zh-CN';
}

const words = createWords(chosenLanguage());

const kit: CommandKit = {
  words,
  run: async (options, act) => {
    const terminal = createTerminal(words, options.json ?? false);
    try {
      const isOk = await act(terminal);
      process.exitCode = isOk === false ? 1 : 0;
    } catch (error) {
      terminal.fail(error);
      process.exitCode = 1;
    }
  },
};

const program = new Command('sealkeeper').description(words.say('cli.program')).showHelpAfterError();
program.addOption(new Option('--language <language>', words.say('cli.options.language')).choices(['zh-CN', 'en']));
addDemo(program, kit);
addRequests(program, kit);
addApprove(program, kit);
addStamp(program, kit);
addVerify(program, kit);
addLedger(program, kit);
addSync(program, kit);
addSeals(program, kit);
addPeople(program, kit);
addDoctor(program, kit);
await program.parseAsync();
