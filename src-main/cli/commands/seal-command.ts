import type { Command } from 'commander';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';

/** `seals`: what this station keeps; `suspend`: stop one at once, on suspicion alone. */
export function addSeals(program: Command, kit: CommandKit): void {
  const { words } = kit;
  personOptions(program.command('seals'), kit)
    .description(words.say('cli.commands.seals'))
    .action((options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const seals = await withPerson(terminal, options, (client) => client.station.seals.list());
        terminal.answer(seals, (rows) => {
          if (rows.length === 0) terminal.line(words.say('cli.seals.none'));
          for (const { esId, name, state, custodian, validTo, isTraining } of rows) {
            const facts = { esId, name, custodian, state: words.say(`states.seal.${state}`), to: validTo.slice(0, 10) };
            const training = isTraining ? words.say('cli.seals.training') : '';
            terminal.line(words.say('cli.seals.row', { ...facts, training }));
          }
        });
      }),
    );
  personOptions(program.command('suspend').argument('<esId>'), kit)
    .description(words.say('cli.commands.suspend'))
    .requiredOption('--reason <text>', words.say('cli.suspendOptions.reason'))
    .action((esId: string, options: CommonOptions & { reason: string }) =>
      kit.run(options, async (terminal) => {
        const { reason } = options;
        const done = await withPerson(terminal, options, (client) => client.station.seals.suspend({ esId, reason }));
        terminal.answer(done, ({ noticeId }) => terminal.line(words.say('cli.seals.suspended', { noticeId })));
      }),
    );
}
