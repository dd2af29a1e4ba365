import type { trustErrors } from '../../../errors/areas/trust-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const trustErrorWords = {
  TRUST_CERT_MALFORMED: {
    what: '证书格式不正确。',
    why: '{{detail}}',
    next: '请重新取得证书文件。',
  },
  TRUST_CHAIN_INCOMPLETE: {
    what: '证书链不完整，不能确认证书来源。',
    why: '找不到颁发者：{{issuer}}。',
    next: '请导入所缺的上级证书或同步信任清单。',
  },
  TRUST_CHAIN_INVALID: {
    what: '证书链校验不通过。',
    why: '{{detail}}',
    next: '请停止使用并联系登记中心。',
  },
  TRUST_CERT_EXPIRED: {
    what: '证书不在有效期内。',
    why: '有效期为 {{from}} 至 {{to}}。',
    next: '请办理证书更新。',
  },
  TRUST_CERT_REVOKED: {
    what: '证书已被吊销。',
    why: '吊销时间 {{at}}。',
    next: '请停止使用并联系登记中心。',
  },
  TRUST_KEY_USAGE: {
    what: '证书用途不适合签章。',
    why: '{{detail}}',
    next: '请选用签名证书，不要使用加密证书。',
  },
  TRUST_LIST_UNREADABLE: {
    what: '信任清单不能读取。',
    why: '{{detail}}',
    next: '请核对信任证书文件夹的内容。',
  },
} as const satisfies Record<keyof typeof trustErrors, ErrorWords>;
