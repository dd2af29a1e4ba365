import type { syncErrors } from '../../../errors/areas/sync-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const syncErrorWords = {
  SYNC_OFFLINE: {
    what: '不能连接登记中心。',
    why: '最近一次成功同步：{{last}}；已排队 {{pending}} 项。',
    next: '可以继续在状态有效期内用印；联网后自动上报。',
  },
  SYNC_REJECTED: {
    what: '登记中心拒绝了上报内容。',
    why: '{{detail}}',
    next: '请按登记中心给出的原因处理后再同步。',
  },
  SYNC_RECEIPT_INVALID: {
    what: '登记中心的回执签名不正确。',
    why: '{{detail}}',
    next: '请停止同步并核对登记中心证书。',
  },
  SYNC_REPLAYED: {
    what: '收到的状态信息比已有的更旧，已拒绝。',
    why: '已有编号 {{known}}，收到 {{received}}。',
    next: '请核对登记中心；可能存在重放。',
  },
  SYNC_NOT_ENROLLED: {
    what: '本机尚未在登记中心注册。',
    why: '没有本机证书。',
    next: '请先完成注册。',
  },
  SYNC_CLOCK_SKEW: {
    what: '本机时间与登记中心相差过大。',
    why: '相差 {{seconds}} 秒，允许 {{limit}} 秒。',
    next: '请校准本机时间后再用印。',
  },
  SYNC_ROOT_MISMATCH: {
    what: '登记中心根证书与核对的摘要不一致。',
    why: '应为 {{expected}}，收到 {{actual}}。',
    next: '请当面或电话核对登记中心的根摘要。',
  },
  SYNC_STATEMENT_FORKED: {
    what: '登记中心对同一编号给出了两份不同的内容。',
    why: '编号 {{number}}；两份内容均已留存。',
    next: '请停止用印并由审计员与登记中心核对。',
  },
  SYNC_SERVER_UNTRUSTED: {
    what: '登记中心的服务器证书不可信，已停止连接。',
    why: '{{detail}}',
    next: '请勿反复重试；请信息化人员核对网络和服务器证书。',
  },
  SYNC_NO_REGISTRY_THERE: {
    what: '这个地址连接不上登记中心。',
    why: '{{url}} 没有应答，或者应答的不是登记中心（{{detail}}）。',
    next: '请核对地址和网线后再试一次；仍连不上，请打电话问登记中心。',
  },
} as const satisfies Record<keyof typeof syncErrors, ErrorWords>;
