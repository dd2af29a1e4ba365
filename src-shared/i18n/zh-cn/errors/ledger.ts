import type { ledgerErrors } from '../../../errors/areas/ledger-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const ledgerErrorWords = {
  LEDGER_BROKEN: {
    what: '登记簿校验不通过，已停止用印。',
    why: '第 {{index}} 项：{{detail}}',
    next: '请保留现场，不要修改数据；由系统管理员和审计员共同处理。',
  },
  LEDGER_DIVERGED: {
    what: '本机登记簿与登记中心记录不一致。',
    why: '在第 {{size}} 项处的根值不同，双方证据已保存。',
    next: '请停止用印并联系登记中心核对。',
  },
  LEDGER_NOT_FOUND: {
    what: '登记簿中没有该项。',
    why: '{{entry}}',
    next: '请核对登记号。',
  },
  LEDGER_WRITE_FAILED: {
    what: '登记簿写入失败，已停止用印。',
    why: '{{detail}}',
    next: '请检查磁盘空间和权限。',
  },
  LEDGER_CHECKPOINT_INVALID: {
    what: '登记簿检查点的签名不正确。',
    why: '{{detail}}',
    next: '请保留现场并报告审计员。',
  },
  LEDGER_LEAF_INVALID: {
    what: '登记内容不符合登记簿格式，未登记。',
    why: '不符之处：{{detail}}',
    next: '本次操作未写入登记簿；请将此信息报给技术支持。',
  },
  LEDGER_CLOCK_BEHIND: {
    what: '本机时间早于登记簿最后一项的时间，已拒绝用印。',
    why: '登记簿最后时间 {{last}}，本机时间 {{now}}。',
    next: '请先校准本机时间；如登记簿中的时间确有错误，请由系统管理员和审计员共同处理。',
  },
} as const satisfies Record<keyof typeof ledgerErrors, ErrorWords>;
