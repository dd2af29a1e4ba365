import path from 'node:path';
import { Option, type Command } from 'commander';
import { StationError } from '#shared/errors/station-error.ts';
import { documentTypes, unclassified } from '#shared/model/request.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { formOfSignature, signatureProfileSchema, type SignatureProfile } from '#shared/model/signature-profile.ts';
import type { SealView } from '#shared/contract/station.ts';
import type { BatchDraft } from '#shared/model/batch.ts';
import { pagesText } from '#shared/placing/page-ranges.ts';
import type { StationClient } from '#main/rpc/router.ts';
import { documentsNamed, submitBatch } from '../batch-request.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import type { Terminal } from '../terminal.ts';
import { addPlacingOptions, placesFor, type PlacingOptions } from './placing-options.ts';

interface RequestOptions extends CommonOptions, PlacingOptions {
  readonly seal: string;
  readonly reason: string;
  readonly dept: string;
  readonly unit: string;
  readonly title?: string;
  /** Makes a batch, also of one file. */
  readonly batch?: string;
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
  addPlacingOptions(personOptions(program.command('request').argument('<file...>'), kit), say)
    .description(words.say('cli.commands.request'))
    .requiredOption('--seal <esId>', say('seal'))
    .requiredOption('--reason <text>', say('reason'))
    .requiredOption('--unit <name>', say('unit'))
    .requiredOption('--dept <name>', say('dept'))
    .option('--title <text>', say('title'))
    .option('--batch <title>', say('batch'))
    .option('--number <text>', say('number'))
    .option('--type <type>', `${say('type')}（${documentTypes.join('、')}）`, documentTypes[0])
    .option('--category <code>', say('category'))
    .option('--copies <n>', say('copies'), '1')
    .option('--remark <text>', say('remark'))
    .addOption(new Option('--signature <profile>', say('signature')).choices(signatureProfileSchema.options))
    .action((named: readonly string[], options: RequestOptions) =>
      kit.run(options, async (terminal) => {
        const files = documentsNamed(named);
        const [file = ''] = files;
        if (files.length !== 1 || options.batch !== undefined || file !== path.resolve(named[0] ?? '')) {
          return requestBatch(terminal, options, files);
        }
        const view = await withPerson(terminal, options, async (client) => {
          const seal = await sealAsked(client, options);
          const { documentId, format } = await client.documents.importFile({ path: file });
          return client.approvals.submit({
            ...commonOf(options, await formAsked(terminal, client, options, [format])),
            documentId,
            placements: await placesAsked(terminal, client, options, documentId, seal),
            documentTitle: options.title ?? path.parse(file).name,
            ...(options.number !== undefined && { documentNumber: options.number }),
          });
        });
        terminal.answer(view, ({ approvalId, requestId }) => {
          terminal.line(words.say('cli.request.submitted', { approvalId }));
          terminal.line(words.say('cli.request.id', { requestId }));
          terminal.line(words.say('cli.request.next', { requestId }));
        });
        return true;
      }),
    );
  personOptions(program.command('requests'), kit)
    .description(words.say('cli.commands.requests'))
    .action((options: CommonOptions) =>
      kit.run(options, async (terminal) => {
        const { views, batches } = await withPerson(terminal, options, async (client) => ({
          views: await client.approvals.list({}),
          batches: await client.batches.list(),
        }));
        terminal.answer([...views, ...batches], () => {
          if (views.length + batches.length === 0) terminal.line(words.say('cli.requests.none'));
          for (const { batchNo, title, files, counts, handler, batchId } of batches) {
            const states = Object.entries(counts).map(([state, n]) => `${words.say(`states.request.${state}`)} ${n}`);
            const facts = { batchNo, title, files, handler: handler.name, requestId: batchId };
            terminal.line(words.say('cli.batch.row', { ...facts, states: states.join('，') }));
          }
          for (const { approvalId, state, draft, handler, requestId } of views) {
            const facts = { approvalId, title: draft.documentTitle, handler: handler.name, requestId };
            terminal.line(words.say('cli.requests.row', { ...facts, state: words.say(`states.request.${state}`) }));
          }
        });
      }),
    );
}

/** Several files, or a folder of them: one batch. @returns whether every file could be taken in */
async function requestBatch(terminal: Terminal, options: RequestOptions, files: readonly string[]): Promise<boolean> {
  const { words } = terminal;
  const submitted = await withPerson(terminal, options, async (client) => {
    const seal = await sealAsked(client, options);
    const placesOf = (documentId: string) => placesAsked(terminal, client, options, documentId, seal);
    const title = options.batch ?? options.title ?? options.reason;
    const commonFor = async (formats: readonly DocumentFormat[]) =>
      commonOf(options, await formAsked(terminal, client, options, formats));
    return submitBatch(client, { files, title, commonFor, placesOf });
  });
  terminal.answer(submitted, ({ batch: { batchNo, batchId, files: count }, leftOut }) => {
    for (const { file, ...why } of leftOut) {
      const { what, code } = words.error(why);
      terminal.line(words.say('cli.batch.leftOut', { file: path.basename(file), why: what, code }));
    }
    terminal.line(words.say('cli.batch.submitted', { batchNo, files: count }));
    terminal.line(words.say('cli.request.id', { requestId: batchId }));
    terminal.line(words.say('cli.request.next', { requestId: batchId }));
  });
  return submitted.leftOut.length === 0;
}

/** @throws SEAL_NOT_FOUND */
async function sealAsked(client: StationClient, { seal: esId }: RequestOptions): Promise<SealView> {
  const seal = (await client.station.seals.list()).find((one) => one.esId === esId);
  if (!seal) throw new StationError('SEAL_NOT_FOUND', { seal: esId });
  return seal;
}

/** Where the seal goes on one document; what should be looked at is told at once. */
async function placesAsked(
  { words, line }: Terminal,
  client: StationClient,
  options: RequestOptions,
  documentId: string,
  seal: SealView,
): Promise<BatchDraft['files'][number]['placements']> {
  const { places, warnings } = await placesFor(client, options, documentId, seal);
  for (const { kind, pages } of warnings) {
    line(words.say(`screen.request.warning.${kind}`, { pages: pagesText(pages) }));
  }
  return [...places];
}

/** The form that was chosen, else the one the office begins with, as on the screen; it is told at once. */
async function formAsked(
  { words, line }: Terminal,
  client: StationClient,
  { signature: chosen }: RequestOptions,
  formats: readonly DocumentFormat[],
): Promise<SignatureProfile> {
  // What was chosen is never put aside in silence: for an OFD the station refuses it.
  if (chosen !== undefined) return chosen;
  const { signatureForm } = await client.station.registerForm();
  const form = formOfSignature(chosen, signatureForm, formats.every((format) => format === 'PDF') ? 'PDF' : 'OFD');
  line(words.say('cli.request.form', { form: words.say(`ledger.signatureForms.${form}`) }));
  return form;
}

function commonOf(options: RequestOptions, signatureProfile: SignatureProfile): BatchDraft['common'] {
  return {
    sealEsId: options.seal,
    copies: Number(options.copies),
    reason: options.reason,
    unitName: options.unit,
    deptName: options.dept,
    documentType: options.type,
    secrecy: unclassified,
    ...(options.category !== undefined && { documentCategory: options.category }),
    ...(options.remark !== undefined && { remark: options.remark }),
    ...(signatureProfile !== 'seal' && { signatureProfile }),
  };
}
