import path from 'node:path';
import { Option, type Command } from 'commander';
import { StationError } from '#shared/errors/station-error.ts';
import { documentTypes, unclassified } from '#shared/model/request.ts';
import { signatureProfileSchema, type SignatureProfile } from '#shared/model/signature-profile.ts';
import { pagesText } from '#shared/placing/page-ranges.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import { addPlacingOptions, placesFor, type PlacingOptions } from './placing-options.ts';

interface RequestOptions extends CommonOptions, PlacingOptions {
  readonly seal: string;
  readonly reason: string;
  readonly dept: string;
  readonly unit: string;
  readonly title?: string;
  readonly number?: string;
  readonly type: (typeof documentTypes)[number];
  readonly category?: string;
  readonly copies: string;
  readonly remark?: string;
  readonly signature?: SignatureProfile;
}

/** `request FILE`: a handler asks; `requests`: what there is. */
export function addRequests(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.requestOptions.${key}`);
  addPlacingOptions(personOptions(program.command('request').argument('<file>'), kit), say)
    .description(words.say('cli.commands.request'))
    .requiredOption('--seal <esId>', say('seal'))
    .requiredOption('--reason <text>', say('reason'))
    .requiredOption('--unit <name>', say('unit'))
    .requiredOption('--dept <name>', say('dept'))
    .option('--title <text>', say('title'))
    .option('--number <text>', say('number'))
    .option('--type <type>', `${say('type')}（${documentTypes.join('、')}）`, documentTypes[0])
    .option('--category <code>', say('category'))
    .option('--copies <n>', say('copies'), '1')
    .option('--remark <text>', say('remark'))
    .addOption(new Option('--signature <profile>', say('signature')).choices(signatureProfileSchema.options))
    .action((file: string, options: RequestOptions) =>
      kit.run(options, async (terminal) => {
        const view = await withPerson(terminal, options, async (client) => {
          const seal = (await client.station.seals.list()).find((one) => one.esId === options.seal);
          if (!seal) throw new StationError('SEAL_NOT_FOUND', { seal: options.seal });
          const document = await client.documents.importFile({ path: path.resolve(file) });
          const { documentId } = document;
          const { places, warnings } = await placesFor(client, options, documentId, seal);
          for (const { kind, pages } of warnings) {
            terminal.line(words.say(`screen.request.warning.${kind}`, { pages: pagesText(pages) }));
          }
          return client.approvals.submit({
            documentId,
            sealEsId: options.seal,
            placements: [...places],
            copies: Number(options.copies),
            reason: options.reason,
            unitName: options.unit,
            deptName: options.dept,
            documentTitle: options.title ?? path.parse(file).name,
            documentType: options.type,
            secrecy: unclassified,
            ...(options.number !== undefined && { documentNumber: options.number }),
            ...(options.category !== undefined && { documentCategory: options.category }),
            ...(options.remark !== undefined && { remark: options.remark }),
            ...(options.signature !== undefined && { signatureProfile: options.signature }),
          });
        });
        terminal.answer(view, ({ approvalId, requestId }) => {
          terminal.line(words.say('cli.request.submitted', { approvalId }));
          terminal.line(words.say('cli.request.id', { requestId }));
          terminal.line(words.say('cli.request.next', { requestId }));
        });
      }),
    );
  personOptions(program.command('requests'), kit)
    .description(words.say('cli.commands.requests'))
    .action((options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const views = await withPerson(terminal, options, (client) => client.approvals.list({}));
        terminal.answer(views, (rows) => {
          if (rows.length === 0) terminal.line(words.say('cli.requests.none'));
          for (const { approvalId, state, draft, handler, requestId } of rows) {
            const facts = { approvalId, title: draft.documentTitle, handler: handler.name, requestId };
            terminal.line(words.say('cli.requests.row', { ...facts, state: words.say(`states.request.${state}`) }));
          }
        });
      }),
    );
}
