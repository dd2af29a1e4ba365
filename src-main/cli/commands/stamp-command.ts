import path from 'node:path';
import { Option, type Command } from 'commander';
import { askedLongTermSchema, type AskedLongTerm } from '#shared/model/long-term.ts';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { showReport, stampBatch } from '../batch-stamp.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import type { Terminal } from '../terminal.ts';

const marks: Readonly<Record<PolicyCheck['state'], string>> = { ok: '✓', warn: '!', refused: '✗' };

interface StampOptions extends CommonOptions {
  readonly out?: string;
  readonly longTerm?: AskedLongTerm;
}

/** `stamp REQUEST`: the pre-check list, the contract in one sentence, the PIN, the result. */
export function addStamp(program: Command, kit: CommandKit): void {
  const { words } = kit;
  personOptions(program.command('stamp').argument('<request>'), kit)
    .description(words.say('cli.commands.stamp'))
    .option('--pin-file <file>', words.say('cli.options.pinFile'))
    .option('--out <dir>', words.say('cli.options.out'))
    .addOption(
      new Option('--long-term <level>', words.say('cli.options.longTerm')).choices(askedLongTermSchema.options),
    )
    .action((requestId: string, options: StampOptions) =>
      kit.run(options, async (terminal) => {
        const outputFolder = options.out === undefined ? undefined : path.resolve(options.out);
        const { longTerm } = options;
        const how = {
          ...(outputFolder !== undefined && { outputFolder }),
          ...(longTerm !== undefined && { longTerm }),
        };
        const result = await withPerson(terminal, options, async (client) => {
          if ((await client.batches.list()).some(({ batchId }) => batchId === requestId)) {
            const { checks } = await client.batches.precheck({ batchId: requestId });
            showChecks(terminal, checks);
            return stampBatch(terminal, client, { batchId: requestId, ...how });
          }
          const { checks } = await client.stamping.precheck({ requestId });
          showChecks(terminal, checks);
          const { draft } = await client.approvals.get({ requestId });
          const seal = (await client.station.seals.list()).find((one) => one.esId === draft.sealEsId);
          const facts = { title: draft.documentTitle, seal: seal?.name ?? '', places: draft.placements.length };
          terminal.line(words.say('cli.stamp.contract', facts));
          return client.stamping.stamp({ requestId, ...how });
        });
        if ('batchId' in result) {
          const isWhole = showReport(terminal, result);
          terminal.answer(result, () => undefined);
          return isWhole;
        }
        terminal.answer(result, ({ entryNo, stampMs, output }) => {
          terminal.line(words.say('cli.stamp.done', { entry: entryNo, ms: stampMs }));
          terminal.line(words.say('cli.stamp.output', { path: output }));
        });
        return true;
      }),
    );
}

export function showChecks({ words, line }: Terminal, checks: readonly PolicyCheck[]): void {
  for (const check of checks) {
    const basis = check.clause === '' ? words.say('checks.product') : check.clause;
    const facts = { mark: marks[check.state], words: words.say(`checks.${check.check}`), clause: basis };
    line(words.say('cli.stamp.check', facts));
  }
}
