import type { Command } from 'commander';
import type { Role } from '#shared/model/roles.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import { secretFromFile } from '../terminal.ts';

interface PeopleOptions extends CommonOptions {
  readonly account: string;
  readonly name: string;
  readonly post?: string;
  readonly dept: string;
  readonly roles: string;
  readonly newPasswordFile: string;
}

/** `people`: the system administrator adds a person. */
export function addPeople(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.peopleOptions.${key}`);
  personOptions(program.command('people'), kit)
    .description(words.say('cli.commands.people'))
    .requiredOption('--account <account>', say('account'))
    .requiredOption('--name <name>', say('name'))
    .option('--post <post>', say('post'))
    .requiredOption('--dept <dept>', say('dept'))
    .requiredOption('--roles <roles>', say('roles'))
    .requiredOption('--new-password-file <file>', say('newPasswordFile'))
    .action((options: PeopleOptions) =>
      kit.run(options, async (terminal) => {
        const { account, name, dept, post = '' } = options;
        const roles = options.roles.split(',') as Role[];
        const password = secretFromFile(options.newPasswordFile);
        const added = await withPerson(terminal, options, (client) =>
          client.station.people.add({ account, name, post, deptName: dept, roles, password }),
        );
        terminal.answer(added, (person) => {
          const held = person.roles.map((role) => words.say(`states.role.${role}`)).join('、');
          terminal.line(words.say('cli.people.added', { name: person.name, roles: held }));
        });
      }),
    );
}
