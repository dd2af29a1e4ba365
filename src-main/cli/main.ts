import { parseArgs } from 'node:util';
import { Command, Option } from 'commander';
import { createWords, type Language } from '#main/platform/words.ts';
import type { CommandKit } from './command-kit.ts';
import { addCommands } from './command-table.ts';
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
await addCommands(program, kit, process.argv.slice(2));
await program.parseAsync();
