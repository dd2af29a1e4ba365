import type { Command } from 'commander';
import type { AccountView } from '#shared/contract/people.ts';
import type { Role } from '#shared/model/roles.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import { secretOf } from '../second-person.ts';
import { secretFromFile, type Terminal } from '../terminal.ts';

interface AddOptions extends CommonOptions {
  readonly account: string;
  readonly name: string;
  readonly post?: string;
  readonly dept: string;
  readonly roles: string;
  readonly appointment?: string;
  readonly newPasswordFile: string;
}

interface CareOptions extends CommonOptions {
  readonly consentAs?: string;
  readonly consentPasswordFile?: string;
}

/** `people`: the accounts of this station, for the system administrator; `people password` for everybody's own. */
export function addPeople(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const people = program.command('people').description(words.say('cli.commands.people'));
  addAdding(people, kit);
  addCare(people, kit);
  personOptions(people.command(names.list), kit).action((options: CommonOptions) =>
    kit.run(options, async (terminal) => {
      const accounts = await withPerson(terminal, options, (client) => client.station.people.list());
      terminal.answer(accounts, () => showAccounts(terminal, accounts));
    }),
  );
  personOptions(people.command(names.password), kit)
    .option('--new-password-file <file>', words.say('cli.peopleOptions.ownPasswordFile'))
    .action((options: CommonOptions & { newPasswordFile?: string }) =>
      kit.run(options, async (terminal) => {
        const done = await withPerson(terminal, options, async (client, oldPassword) => {
          const newPassword = await secretOf(terminal, options.newPasswordFile, 'newPassword');
          return client.session.changePassword({ oldPassword, newPassword });
        });
        terminal.answer(done, () => terminal.line(words.say('cli.people.changed')));
      }),
    );
}

const names = {
  add: 'add',
  list: 'list',
  password: 'password',
  reset: 'reset',
  unlock: 'unlock',
  roles: 'roles',
  end: 'end',
};

function addAdding(people: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.peopleOptions.${key}`);
  personOptions(people.command(names.add, { isDefault: true }), kit)
    .requiredOption('--account <account>', say('account'))
    .requiredOption('--name <name>', say('name'))
    .option('--post <post>', say('post'))
    .requiredOption('--dept <dept>', say('dept'))
    .requiredOption('--roles <roles>', say('roles'))
    .option('--appointment <number>', say('appointment'))
    .requiredOption('--new-password-file <file>', say('newPasswordFile'))
    .action((options: AddOptions) =>
      kit.run(options, async (terminal) => {
        const { account, name, dept, post = '', appointment: appointmentNo = '' } = options;
        const roles = rolesIn(options.roles);
        const password = secretFromFile(options.newPasswordFile);
        const added = await withPerson(terminal, options, (client) =>
          client.station.people.add({ account, name, post, deptName: dept, roles, appointmentNo, password }),
        );
        terminal.answer(added, (person) => {
          const held = person.roles.map((role) => words.say(`states.role.${role}`)).join('、');
          terminal.line(words.say('cli.people.added', { name: person.name, roles: held }));
        });
      }),
    );
}

function addCare(people: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.peopleOptions.${key}`);
  const care = (name: string): Command =>
    personOptions(people.command(name).argument('<account>'), kit)
      .option('--consent-as <account>', say('consentAs'))
      .option('--consent-password-file <file>', say('consentPasswordFile'));
  care(names.reset).action((account: string, options: CareOptions) =>
    kit.run(options, async (terminal) => {
      const given = await withPerson(terminal, options, async (client) =>
        client.station.people.resetPassword({ account, ...(await consentOf(terminal, options)) }),
      );
      terminal.answer(given, ({ oneTimePassword: password, validUntil }) => {
        const until = validUntil.slice(0, 16).replace('T', ' ');
        terminal.line(words.say('cli.people.oneTime', { until, password }));
      });
    }),
  );
  care(names.unlock).action((account: string, options: CareOptions) =>
    kit.run(options, async (terminal) => {
      const after = await withPerson(terminal, options, (client) => client.station.people.unlock({ account }));
      terminal.answer(after, () => terminal.line(words.say('cli.people.done')));
    }),
  );
  care(names.end)
    .requiredOption('--reason <text>', say('reason'))
    .action((account: string, options: CareOptions & { reason: string }) =>
      kit.run(options, async (terminal) => {
        const { reason } = options;
        const after = await withPerson(terminal, options, async (client) =>
          client.station.people.end({ account, reason, ...(await consentOf(terminal, options)) }),
        );
        terminal.answer(after, () => terminal.line(words.say('cli.people.done')));
      }),
    );
  care(names.roles)
    .requiredOption('--roles <roles>', say('roles'))
    .option('--appointment <number>', say('appointment'))
    .action((account: string, options: CareOptions & { roles: string; appointment?: string }) =>
      kit.run(options, async (terminal) => {
        const wanted = { account, roles: rolesIn(options.roles), appointmentNo: options.appointment ?? '' };
        const after = await withPerson(terminal, options, async (client) =>
          client.station.people.changeRoles({ ...wanted, ...(await consentOf(terminal, options)) }),
        );
        terminal.answer(after, () => terminal.line(words.say('cli.people.done')));
      }),
    );
}

/** Which roles there are is checked by the contract. */
function rolesIn(text: string): Role[] {
  return text.split(',') as Role[];
}

async function consentOf(
  terminal: Terminal,
  { consentAs: account, consentPasswordFile }: CareOptions,
): Promise<{ consent?: { account: string; password: string } }> {
  if (account === undefined) return {};
  return { consent: { account, password: await secretOf(terminal, consentPasswordFile, 'password', { account }) } };
}

function showAccounts({ words, line }: Terminal, accounts: readonly AccountView[]): void {
  for (const { account, name, roles, state } of accounts) {
    const held = roles.map((role) => words.say(`states.role.${role}`)).join('、');
    line(
      words.say('cli.people.row', {
        account,
        name,
        roles: held,
        state: words.say(`screen.settings.people.state.${state}`),
      }),
    );
  }
}
