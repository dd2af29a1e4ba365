import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import type { ApprovalSchema } from './approval-schema.ts';

/** Ways of placing seals that are used again. They bind nobody: a request holds the places themselves. */
export interface PlacingTemplate {
  readonly templateId: string;
  readonly account: string;
  readonly name: string;
  readonly isShared: boolean;
  readonly rules: readonly PlacementRule[];
  readonly savedAt: Date;
}

const queries = createQueries<ApprovalSchema>();

/** Own templates and those of the office, by name. */
export function templatesFor(db: ReadableDb, account: string): readonly PlacingTemplate[] {
  const visible = queries
    .selectFrom('placing_templates')
    .selectAll()
    .where((where) => where.or([where('account', '=', account), where('is_shared', '=', 1)]))
    .orderBy('name')
    .limit(500);
  return all(db, visible).map((row) => ({
    templateId: row.template_id,
    account: row.account,
    name: row.name,
    isShared: row.is_shared === 1,
    rules: JSON.parse(row.rules) as PlacementRule[],
    savedAt: new Date(row.saved_at),
  }));
}

/** Found places of a keyword belong to one document and are left out. */
export function saveTemplate(tx: WriteTransaction, template: PlacingTemplate): void {
  const { templateId, account, name } = template;
  run(tx, queries.deleteFrom('placing_templates').where('account', '=', account).where('name', '=', name));
  const rules = template.rules.map((rule) =>
    rule.kind === 'keyword' ? Object.assign({}, rule, { anchors: [] }) : rule,
  );
  const row = {
    template_id: templateId,
    account,
    name,
    is_shared: template.isShared ? 1 : 0,
    rules: JSON.stringify(rules),
    saved_at: template.savedAt.toISOString(),
  };
  run(tx, queries.insertInto('placing_templates').values(row));
}

/** Nothing happens to a template of somebody else. */
export function removeTemplate(tx: WriteTransaction, account: string, templateId: string): void {
  run(tx, queries.deleteFrom('placing_templates').where('template_id', '=', templateId).where('account', '=', account));
}
