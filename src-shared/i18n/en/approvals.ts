import { enBatchReport } from './batch-report.ts';
import type { Translated } from '../translated.ts';
import type { zhCnApprovals } from '../zh-cn/approvals.ts';

export const enApprovals: Translated<typeof zhCnApprovals> = {
  approvalId: 'A {{year}}-{{seq}}',
  place: {
    at: 'page {{page}}, {{xMm}} mm from the left, {{yMm}} mm from the top, {{widthMm}} × {{heightMm}} mm',
    slice: ', slice {{index}} of {{count}}',
    turned: ', turned by {{rotation}}°',
    ink: ', ink {{percent}} %',
    text: ', with the text “{{text}}”',
    all: '{{count}} in all',
  },
  batchReport: enBatchReport,
  batchNo: 'Batch {{seq}}/{{year}}',
  entryNo: 'E {{year}}-{{seq}}',
  actions: {
    'approve-step': 'approve',
    'approve-last': 'approve',
    refuse: 'refuse',
    withdraw: 'withdraw',
    invalidate: 'invalidate',
    expire: 'expire',
    start: 'stamp',
    finish: 'finish the stamp',
    abort: 'abort the stamp',
    'lose-track': 'record as unknown',
    'settle-void': 'settle as void',
  },
};
