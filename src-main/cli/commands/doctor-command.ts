import type { Command } from 'commander';
import type { CommandKit } from '../command-kit.ts';
import { withStation, type CommonOptions } from '../station-session.ts';

const marks = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `doctor`: what this computer has, and what is missing; needs nobody to sign in. */
export function addDoctor(program: Command, kit: CommandKit): void {
  const { words } = kit;
  program
    .command('doctor')
    .description(words.say('cli.commands.doctor'))
    .option('--data <dir>', words.say('cli.options.data'))
    .option('--json', words.say('cli.options.json'))
    .action((options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const report = await withStation(terminal, options, (_station, client) => client.station.doctor());
        terminal.answer(report, ({ lines }) => {
          terminal.line(words.say('cli.doctor.title'));
          for (const { item, state, value, told } of lines) {
            const facts = {
              mark: marks[state],
              item: words.say(`doctor.${item}`),
              value: told ? words.say(told.key, told.facts) : value,
            };
            terminal.line(words.say('cli.doctor.row', facts));
          }
        });
        return report.lines.every((line) => line.state !== 'fail');
      }),
    );
}
