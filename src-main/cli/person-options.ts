import type { Command } from 'commander';
import type { CommandKit } from './command-kit.ts';

/** Options of a command for somebody who signs in. */
export function personOptions(command: Command, { words }: CommandKit): Command {
  return command
    .requiredOption('--as <account>', words.say('cli.options.as'))
    .option('--password-file <file>', words.say('cli.options.passwordFile'))
    .option('--data <dir>', words.say('cli.options.data'))
    .option('--json', words.say('cli.options.json'));
}
