import path from 'node:path';
import type { Command } from 'commander';
import type { RequestView } from '#shared/contract/approvals.ts';
import { decideBatch } from '../batch-approve.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { officialTime } from '../say-time.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';
import type { Terminal } from '../terminal.ts';

interface ApproveOptions extends CommonOptions {
  readonly approve?: boolean;
  readonly refuse?: string;
  readonly opinion?: string;
  readonly viewed?: string;
  readonly attestRest?: boolean;
}

/** `approve REQUEST`: shows what is asked; with `--approve` or `--refuse` it decides. */
export function addApprove(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.approveOptions.${key}`);
  personOptions(program.command('approve').argument('<request>'), kit)
    .description(words.say('cli.commands.approve'))
    .option('--approve', say('approve'))
    .option('--refuse <opinion>', say('refuse'))
    .option('--opinion <text>', say('opinion'))
    .option('--viewed <pages>', say('viewed'))
    .option('--attest-rest', say('attestRest'))
    .action((requestId: string, options: ApproveOptions) =>
      kit.run(options, async (terminal) => {
        const view = await withPerson(terminal, options, async (client, password, station) => {
          if ((await client.batches.list()).some(({ batchId }) => batchId === requestId)) {
            return decideBatch(terminal, client, station, { ...options, batchId: requestId, password });
          }
          const request = await client.approvals.get({ requestId });
          const document = await client.documents.get({ documentId: request.draft.documentId });
          // A copy that nobody can change lies in the station; that is what must be read.
          const snapshot = `${document.sm3}.${document.format.toLowerCase()}`;
          showRequest(terminal, request, path.join(station.paths.originals, snapshot));
          if (!options.approve && options.refuse === undefined) return request;
          const pages = (options.viewed ?? '').split(',').filter(Boolean).map(Number);
          if (pages.length > 0) await client.approvals.recordView({ requestId, pages, medium: 'attested' });
          const decision = options.refuse === undefined ? 'approve' : 'refuse';
          const opinion = options.refuse ?? options.opinion ?? '';
          return client.approvals.decide({ requestId, decision, opinion, password });
        });
        terminal.answer(view, (decided) => {
          if ('requestId' in decided) showOutcome(terminal, decided, options);
        });
      }),
    );
}

function showRequest({ words, line }: Terminal, request: RequestView, snapshot: string): void {
  const { draft, pages, pagesToRead } = request;
  for (const notice of request.notices) {
    line(words.say('cli.approve.notice', { notice: words.say(`notices.${notice}`) }));
  }
  line(words.say('cli.approve.read', { path: snapshot, pages, pagesToRead: pagesToRead.join('、') }));
  const { reason, copies } = draft;
  line(words.say('cli.approve.facts', { seal: draft.sealEsId, reason, handler: request.handler.name, copies }));
  for (const { page, xMm: x, yMm: y, widthMm: w, heightMm: h } of draft.placements) {
    line(words.say('cli.approve.place', { page, x, y, w, h }));
  }
}

function showOutcome({ words, line }: Terminal, view: RequestView, options: ApproveOptions): void {
  const { approvalId, state, pagesToRead } = view;
  if (!options.approve && options.refuse === undefined) {
    line(words.say('cli.approve.needsDecision', { pagesToRead: pagesToRead.join(',') }));
  } else if (state === 'refused') line(words.say('cli.approve.refused', { approvalId }));
  else if (state === 'in-review') line(words.say('cli.approve.stepApproved'));
  else line(words.say('cli.approve.approved', { approvalId, until: officialTime(view.approvedUntil ?? '') }));
}
