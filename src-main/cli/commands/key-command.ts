import type { Command } from 'commander';
import type { KeyCareView } from '#shared/contract/station.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import type { Terminal } from '../terminal.ts';

/** `key show`, `key pin` and `key test`: the key a seal lies in. */
export function addKey(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const key = program.command('key').description(words.say('cli.commands.key'));
  const seal = (name: string): Command => personOptions(key.command(name).argument('<esId>'), kit);
  seal('show').action((esId: string, options: CommonOptions) =>
    kit.run(options, async (terminal) => {
      const care = await withPerson(terminal, options, (client) => client.station.key.care({ esId }));
      terminal.answer(care, () => showCare(terminal, care));
    }),
  );
  seal('pin')
    .option('--old-pin-file <file>', words.say('cli.keyOptions.oldPinFile'))
    .option('--new-pin-file <file>', words.say('cli.keyOptions.newPinFile'))
    .action((esId: string, options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const care = await withPerson(terminal, options, (client) => client.station.key.changePin({ esId }));
        terminal.answer(care, () => {
          terminal.line(words.say('cli.key.changed'));
          showCare(terminal, care);
        });
      }),
    );
  seal('test')
    .option('--pin-file <file>', words.say('cli.options.pinFile'))
    .action((esId: string, options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const care = await withPerson(terminal, options, (client, password) =>
          client.station.key.selfTest({ esId, password }),
        );
        terminal.answer(care, () => {
          terminal.line(words.say('cli.key.tested'));
          showCare(terminal, care);
        });
      }),
    );
}

function showCare({ words, line }: Terminal, { pin, change, test }: KeyCareView): void {
  const left = pin.until === null ? null : Math.max(0, Math.ceil((pin.until - Date.now()) / 86_400_000));
  const age = words.say(`checks.evidence.pin.${pin.state}`, { days: pin.days, limit: pin.limitDays, left });
  line(words.say('cli.key.pin', { age }));
  const authority = change.authority ?? words.say('details.issuingAuthority');
  line(words.say(`cli.key.change.${change.mode}`, { authority }));
  const at = test.testedAt?.slice(0, 10) ?? '';
  line(words.say('cli.key.test', { driver: words.say(`checks.evidence.driver.${test.driver}`, { at }) }));
  if (test.moduleSm3 === null) return;
  line(words.say('cli.key.library', { library: test.library, sm3: test.moduleSm3 }));
}
