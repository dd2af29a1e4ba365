import { zhCnBatchReport } from './batch-report.ts';
export const zhCnApprovals = {
  /** Numbers people speak of. */
  approvalId: '审〔{{year}}〕{{seq}}号',
  place: {
    at: '第 {{page}} 页，距左边 {{xMm}} 毫米、距上边 {{yMm}} 毫米，{{widthMm}} × {{heightMm}} 毫米',
    slice: '，骑缝第 {{index}} 片共 {{count}} 片',
    turned: '，旋转 {{rotation}} 度',
    ink: '，浓度 {{percent}}%',
    text: '，附文字“{{text}}”',
    all: '共 {{count}} 处',
  },
  batchReport: zhCnBatchReport,
  batchNo: '批〔{{year}}〕{{seq}}号',
  entryNo: '印〔{{year}}〕{{seq}}号',
  /** Completes “不能……”. */
  actions: {
    'approve-step': '批准',
    'approve-last': '批准',
    refuse: '退回',
    withdraw: '撤回',
    invalidate: '作失效处理',
    expire: '作过期处理',
    start: '用印',
    finish: '完成用印',
    abort: '中止用印',
    'lose-track': '登记为结果不明',
    'settle-void': '核对作废',
  },
} as const;
