import type { Command } from 'commander';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { officialTime } from '../say-time.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import { officeTime } from '#shared/model/register-entry.ts';

/** `sync`: one exchange with the registry; urgent notices first. */
export function addSync(program: Command, kit: CommandKit): void {
  const { words } = kit;
  personOptions(program.command('sync'), kit)
    .description(words.say('cli.commands.sync'))
    .action((options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const view = await withPerson(terminal, options, (client) => client.station.sync.run());
        terminal.answer(view, ({ pushed, receipts, pending, statusNumber, statusIssuedAt }) => {
          terminal.line(words.say('cli.sync.done', { pushed, receipts: receipts.length, pending }));
          if (statusNumber !== null && statusIssuedAt !== null) {
            const at = officialTime(officeTime(new Date(statusIssuedAt)));
            terminal.line(words.say('cli.sync.status', { number: statusNumber, at }));
          }
        });
      }),
    );
}
