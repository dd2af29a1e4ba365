import type { sealErrors } from '../../../errors/areas/seal-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const sealErrorWords = {
  SEAL_NOT_FOUND: {
    what: '找不到指定的印章“{{seal}}”。',
    why: '本机没有保管该印章。',
    next: '请核对印章名称，或者先与登记中心同步。',
  },
  SEAL_MALFORMED: {
    what: '印章数据格式不正确。',
    why: '印章数据不符合 GB/T 38540 规定的结构（{{detail}}）。',
    next: '请重新从登记中心取得印章；不要使用该印章数据。',
  },
  SEAL_MAKER_SIGNATURE_INVALID: {
    what: '印章的制章者签名不正确。',
    why: '印章内容或印章图像被改动，或者印章是伪造的。',
    next: '请立即停止使用并报告登记中心。',
  },
  SEAL_MAKER_UNTRUSTED: {
    what: '印章的制章者不在信任清单中。',
    why: '制章者：{{maker}}。',
    next: '请与登记中心同步信任清单；仍不可信时不得用印。',
  },
  SEAL_NOT_ACTIVE: {
    what: '印章当前不可使用。',
    why: '印章状态为“{{state}}”。',
    next: '请查看印章状态说明，需要恢复时向登记中心申请。',
  },
  SEAL_EXPIRED: {
    what: '印章不在有效期内。',
    why: '有效期为 {{from}} 至 {{to}}。',
    next: '请按制度办理更新延期。',
  },
  SEAL_STATUS_STALE: {
    what: '印章状态信息已过期，暂停用印。',
    why: '最近一次状态清单取自 {{at}}，超过允许的 {{hours}} 小时。',
    next: '请恢复与登记中心的连接并同步，或者导入应急状态包。',
  },
  SEAL_CERT_MISMATCH: {
    what: '密钥中的证书与印章不匹配。',
    why: '签章证书不在印章的证书列表中。',
    next: '请确认插入的是该印章对应的智能密码钥匙。',
  },
  SEAL_NOT_CUSTODIAN: {
    what: '您不是该印章的保管人。',
    why: '该印章的保管人是{{custodian}}。',
    next: '请由指定保管人用印，或者先办理保管交接。',
  },
  SEAL_STATION_MISMATCH: {
    what: '该印章不能在这台计算机上使用。',
    why: '印章绑定的用印计算机不是本机。',
    next: '请在登记的专用计算机上用印。',
  },
  SEAL_IMAGE_UNSUPPORTED: {
    what: '印章图像格式不受支持。',
    why: '{{detail}}',
    next: '请向制章单位申请 PNG 图像的印章。',
  },
  SEAL_VERSION_UNSUPPORTED: {
    what: '不能用这一版本的印章签章。',
    why: '印章数据是第 {{version}} 版，本程序只用 GB/T 38540-2020 的第 4 版印章签章；其他版本的印章只能验证。',
    next: '请向制章单位申请第 4 版的印章。',
  },
} as const satisfies Record<keyof typeof sealErrors, ErrorWords>;
