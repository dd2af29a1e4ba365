import type { Translated } from '../translated.ts';
import type { zhCnBatchReport } from '../zh-cn/batch-report.ts';

export const enBatchReport: Translated<typeof zhCnBatchReport> = {
  title: 'Result of a batch: {{title}}',
  who: '{{batchNo}}  {{seal}}  handler {{handler}}  approved by {{approvers}}',
  sums: '{{files}} files on the list: {{stamped}} stamped, {{open}} not stamped. Digest of the list {{list}}',
  made: 'Made at {{at}} (Beijing time) by {{by}}, workstation {{station}}',
  file: '{{position}}  {{title}}',
  before: 'SM3 before {{digest}}',
  after: 'SM3 after {{digest}}',
  reason: 'Reason: {{reason}}',
  foot: 'This table tells the result of every file at the time above. It is no signature; the register decides.',
  name: 'Result of the batch',
  synced: 'receipted',
  queued: 'to be sent',
  columns: {
    position: 'No.',
    title: 'Title',
    documentNumber: 'Document number',
    entryNo: 'Entry',
    result: 'Result',
    place: 'Place',
    digestBefore: 'SM3 before',
    digestAfter: 'SM3 after',
    reason: 'Reason',
    sync: 'Synchronised',
  },
};
