import path from 'node:path';
import type { Command } from 'commander';
import type { EntryRow } from '#shared/contract/ledger.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { officialTime } from '../say-time.ts';
import { secretOf } from '../second-person.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import type { Terminal } from '../terminal.ts';

/** `ledger list | check | export | evidence | settle`. */
export function addLedger(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.ledgerOptions.${key}`);
  const ledger = program.command('ledger').description(words.say('cli.commands.ledger'));
  personOptions(ledger.command('list'), kit)
    .option('--text <text>', say('text'))
    .option('--limit <n>', say('limit'), '50')
    .action((options: CommonOptions & { text?: string; limit: string }) =>
      kit.run(options, async (terminal) => {
        const rows = await withPerson(terminal, options, (client) =>
          client.ledger.list({ limit: Number(options.limit), ...(options.text && { text: options.text }) }),
        );
        terminal.answer(rows, (entries) => showEntries(terminal, entries));
      }),
    );
  personOptions(ledger.command('check'), kit).action((options: CommonOptions) =>
    kit.run(options, async (terminal) => {
      const report = await withPerson(terminal, options, (client) => client.ledger.check());
      terminal.answer(report, ({ leaves, entries, head, firstBad }) => {
        if (!firstBad) terminal.line(words.say('cli.ledger.intact', { leaves, entries, head }));
        else {
          const reason = words.say(`ledger.reasons.${firstBad.reason}`);
          terminal.line(words.say('cli.ledger.broken', { index: firstBad.index, reason }));
        }
      });
      return report.ok;
    }),
  );
  personOptions(ledger.command('export').argument('<file>', say('file')), kit)
    .option('--format <format>', say('format'), 'csv')
    .requiredOption('--purpose <text>', say('purpose'))
    .action((file: string, options: CommonOptions & { format: 'csv' | 'json'; purpose: string }) =>
      kit.run(options, async (terminal) => {
        const { format, purpose } = options;
        const done = await withPerson(terminal, options, (client) =>
          client.ledger.export({ format, purpose, path: path.resolve(file) }),
        );
        terminal.answer(done, (facts) => terminal.line(words.say('cli.ledger.exported', { ...facts })));
      }),
    );
  personOptions(ledger.command('evidence').argument('<entryNo>').argument('<file>'), kit)
    .requiredOption('--purpose <text>', say('purpose'))
    .action((entryNo: string, file: string, options: CommonOptions & { purpose: string }) =>
      kit.run(options, async (terminal) => {
        const { purpose } = options;
        const target = path.resolve(file);
        const done = await withPerson(terminal, options, (client) =>
          client.ledger.evidence({ entryNo, purpose, path: target }),
        );
        terminal.answer({ path: target, sm3: done.sm3 }, (facts) =>
          terminal.line(words.say('cli.ledger.evidence', facts)),
        );
      }),
    );
  personOptions(ledger.command('settle').argument('<entry>', say('entry')), kit)
    .requiredOption('--statement <text>', say('statement'))
    .option('--found <file>', say('found'))
    .requiredOption('--consent-as <account>', say('consentAs'))
    .option('--consent-password-file <file>', words.say('cli.peopleOptions.consentPasswordFile'))
    .action((entryNo: string, options: SettleOptions) =>
      kit.run(options, async (terminal) => {
        const { statement, found, consentAs: account } = options;
        const story = await withPerson(terminal, options, async (client) => {
          const password = await secretOf(terminal, options.consentPasswordFile, 'password', { account });
          const evidence = found === undefined ? {} : { path: path.resolve(found) };
          return client.ledger.settle({ entryNo, statement, consent: { account, password }, ...evidence });
        });
        terminal.answer(story, () => terminal.line(words.say('cli.ledger.settled', { entry: entryNo })));
      }),
    );
}

interface SettleOptions extends CommonOptions {
  readonly statement: string;
  readonly found?: string;
  readonly consentAs: string;
  readonly consentPasswordFile?: string;
}

function showEntries({ words, line }: Terminal, entries: readonly EntryRow[]): void {
  if (entries.length === 0) line(words.say('cli.ledger.none'));
  for (const entry of entries) {
    line(
      words.say('cli.ledger.row', {
        entry: entry.entryNo,
        time: officialTime(entry.usedAt),
        result: words.say(`cli.ledger.results.${entry.result}`),
        title: entry.documentTitle,
        seal: entry.sealName,
        user: entry.sealUser,
        receipt: words.say(entry.isReceipted ? 'cli.ledger.receipted' : 'cli.ledger.waiting'),
      }),
    );
  }
}
