import type { trustErrors } from '../../../errors/areas/trust-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const trustErrorWords = {
  TRUST_CERT_MALFORMED: {
    what: '证书格式不正确。',
    why: '证书不符合 GB/T 20518 规定的结构（{{detail}}）。',
    next: '请重新取得证书文件。',
  },
  TRUST_OCSP_MALFORMED: {
    what: '证书状态回应无法读取。',
    why: '文件不是 OCSP 回应，或者已经损坏。',
    next: '请从证书认证机构重新取得，或者移走这个文件。',
  },
  TRUST_CRL_MALFORMED: {
    what: '证书吊销列表格式不正确。',
    why: '吊销列表不符合规定的结构（{{detail}}）。',
    next: '请重新下载或导入证书吊销列表。',
  },
  TRUST_REQUEST_INVALID: {
    what: '证书申请未通过校验。',
    why: '申请文件结构不正确，或者申请人未能证明持有对应的私钥（{{detail}}）。',
    next: '请用原密钥重新生成证书申请。',
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
