import os from 'node:os';
import type { Command } from 'commander';
import { linkFromSecret } from '#main/app/launch-secret.ts';
import { systemClock } from '#main/platform/clock.ts';
import { chooseDataFolder } from '#main/platform/paths.ts';
import type { CommandKit } from '../command-kit.ts';
import type { CommonOptions } from '../station-session.ts';

/** `open`: another link to the shell that runs on this data folder; opens no station of its own. */
export function addOpen(program: Command, kit: CommandKit): void {
  const { words } = kit;
  program
    .command('open')
    .description(words.say('cli.commands.open'))
    .option('--data <dir>', words.say('cli.options.data'))
    .option('--json', words.say('cli.options.json'))
    .action(({ data: argument, ...options }: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const { platform, env: environment } = process;
        const data = chooseDataFolder({ argument, environment, platform, home: os.homedir() });
        const url = linkFromSecret(data, systemClock.now());
        terminal.answer({ url }, () => terminal.line(url));
      }),
    );
}
