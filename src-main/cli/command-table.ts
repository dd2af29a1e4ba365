import type { Command } from 'commander';
import type { CommandKit } from './command-kit.ts';

type Add = (program: Command, kit: CommandKit) => void;

/** What adds each group of commands, and the names it adds; in the order of the help. */
const groups: readonly (readonly [names: readonly string[], load: () => Promise<Add>])[] = [
  [['demo'], async () => (await import('./commands/demo-command.ts')).addDemo],
  [['request', 'requests'], async () => (await import('./commands/request-command.ts')).addRequests],
  [['approve'], async () => (await import('./commands/approve-command.ts')).addApprove],
  [['stamp'], async () => (await import('./commands/stamp-command.ts')).addStamp],
  [['verify'], async () => (await import('./commands/verify-command.ts')).addVerify],
  [['ledger'], async () => (await import('./commands/ledger-command.ts')).addLedger],
  [['sync'], async () => (await import('./commands/sync-command.ts')).addSync],
  [['seals', 'suspend'], async () => (await import('./commands/seal-command.ts')).addSeals],
  [['key'], async () => (await import('./commands/key-command.ts')).addKey],
  [['people'], async () => (await import('./commands/people-command.ts')).addPeople],
  [['timestamps'], async () => (await import('./commands/timestamp-command.ts')).addTimestamps],
  [['signing'], async () => (await import('./commands/signing-command.ts')).addSigning],
  [['open'], async () => (await import('./commands/open-command.ts')).addOpen],
  [['doctor'], async () => (await import('./commands/doctor-command.ts')).addDoctor],
];

/**
 * Adds the command that is asked for, and all of them when none is (help, a mistyped name): reading every command
 * takes longer than verifying a file.
 *
 * @param args the command line behind the program
 */
export async function addCommands(program: Command, kit: CommandKit, args: readonly string[]): Promise<void> {
  const named = args.find((arg) => groups.some(([names]) => names.includes(arg)));
  const wanted = groups.filter(([names]) => named === undefined || names.includes(named));
  for (const [, load] of wanted) (await load())(program, kit);
}
