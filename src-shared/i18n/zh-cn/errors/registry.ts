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
} as const satisfies Record<keyof typeof registryErrors, ErrorWords>;
