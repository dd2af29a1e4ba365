import type { registryErrors } from '../../../errors/areas/registry-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const registryErrorWords = {
  REGISTRY_STATION_UNKNOWN: {
    what: '登记中心没有该用印计算机的记录。',
    why: '{{station}}',
    next: '请先注册该计算机。',
  },
  REGISTRY_SIGNATURE_INVALID: {
    what: '上报内容的签名不正确。',
    why: '{{detail}}',
    next: '请核对本机证书。',
  },
  REGISTRY_SEQUENCE_GAP: {
    what: '上报序号不连续。',
    why: '应为 {{expected}}，收到 {{received}}。',
    next: '请从缺口处重新上报。',
  },
  REGISTRY_INCONSISTENT: {
    what: '上报的登记簿与先前记录不一致。',
    why: '{{detail}}',
    next: '请停止用印并由审计员核对。',
  },
  REGISTRY_SEAL_STATE: {
    what: '印章当前状态不允许该操作。',
    why: '状态为“{{state}}”。',
    next: '请按流程办理。',
  },
  REGISTRY_APPLICATION_INVALID: {
    what: '制章申请不符合要求。',
    why: '{{detail}}',
    next: '请补正后重新提交。',
  },
  REGISTRY_FORBIDDEN: {
    what: '没有权限。',
    why: '{{detail}}',
    next: '请使用有权限的账号。',
  },
  REGISTRY_REQUEST_REUSED: {
    what: '请求标识重复，但内容不同，已拒绝。',
    why: '标识 {{id}} 已用于另一请求。',
    next: '请以新的标识重新发送。',
  },
  REGISTRY_LEAF_INVALID: {
    what: '上报的登记项与其杂凑值不符。',
    why: '第 {{index}} 项：{{detail}}',
    next: '请停止同步并核对本机登记簿。',
  },
  REGISTRY_ENROLMENT_REFUSED: {
    what: '不能注册该用印计算机。',
    why: '{{detail}}',
    next: '请向登记中心管理员索取新的注册码后重试。',
  },
  REGISTRY_MAKING_REFUSED: {
    what: '不能制作该印章。',
    why: '{{detail}}',
    next: '请按所述原因处理后重新制作。',
  },
  REGISTRY_CASE_CLOSED: {
    what: '登记中心没有通过制章申请。',
    why: '申请 {{caseId}} 的结果是“{{state}}”。理由：{{reason}}',
    next: '请按理由补正后重新申请；密钥要重新初始化，里面没有印章。',
  },
} as const satisfies Record<keyof typeof registryErrors, ErrorWords>;
