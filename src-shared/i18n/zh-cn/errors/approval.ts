import type { approvalErrors } from '../../../errors/areas/approval-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const approvalErrorWords = {
  APPROVAL_NOT_FOUND: {
    what: '找不到用印申请“{{request}}”。',
    why: '申请编号不存在，或者您无权查看。',
    next: '请核对申请编号。',
  },
  APPROVAL_MISSING: {
    what: '未经批准，不能用印。',
    why: '用印申请当前状态为“{{state}}”。',
    next: '请先由批准人审阅并同意。',
  },
  APPROVAL_EXPIRED: {
    what: '批准已过期，不能用印。',
    why: '批准有效期至 {{until}}。',
    next: '请重新提交用印申请。',
  },
  APPROVAL_SPENT: {
    what: '该审批已用印，不能重复使用。',
    why: '登记号为 {{entry}}。',
    next: '如需再次用印，请另行提交申请。',
  },
  APPROVAL_SAME_PERSON: {
    what: '不能批准自己提交的申请，保管人也不能作最后一级批准。',
    why: '{{detail}}',
    next: '请由其他有权限的批准人办理。',
  },
  APPROVAL_NO_AUTHORITY: {
    what: '您没有批准该印章用印的权限。',
    why: '{{detail}}',
    next: '请由有权限的批准人办理。',
  },
  APPROVAL_NOT_VIEWED: {
    what: '尚未看完文件，不能批准。',
    why: '还没有看到的页：{{pages}}。',
    next: '请逐页查看首页、末页和每个盖章页后再作决定。',
  },
  APPROVAL_STATE: {
    what: '当前状态下不能进行该操作。',
    why: '申请状态为“{{state}}”，不能{{action}}。',
    next: '请刷新后按提示办理。',
  },
  APPROVAL_SIGNATURE_INVALID: {
    what: '审批决定的签名不正确，不能用印。',
    why: '审批记录可能被改动。',
    next: '请停止用印并报告安全管理员。',
  },
  APPROVAL_FIELDS_MISSING: {
    what: '登记要素不完整，不能提交。',
    why: '缺少：{{fields}}（{{clause}}）。',
    next: '请补填后重新提交。',
  },
  APPROVAL_OUT_OF_SCOPE: {
    what: '超出授权范围，不能用印。',
    why: '{{detail}}',
    next: '请在授权范围内使用，或者另行报批。',
  },
  APPROVAL_IN_BATCH: {
    what: '这份文件属于批量申请，不能单独办理。',
    why: '它是批量申请中的第 {{position}} 份，与其他文件同批审批。',
    next: '请打开整批申请办理。',
  },
  APPROVAL_BATCH_SIZE: {
    what: '批量申请的份数不合规定，不能提交。',
    why: '一批须有 1 至 {{most}} 份文件，这一批有 {{files}} 份。',
    next: '请分成几批提交。',
  },
  APPROVAL_BATCH_TWICE: {
    what: '同一份文件在这一批中出现了两次，不能提交。',
    why: '第 {{position}} 份《{{title}}》与第 {{first}} 份内容相同。',
    next: '请去掉其中一份。',
  },
  APPROVAL_BATCH_NOT_VIEWED: {
    what: '须看的文件还没有看完，不能批准整批申请。',
    why: '还没有看完的是第 {{files}} 份；其中第 {{position}} 份的第 {{pages}} 页没有看到。',
    next: '请逐份打开标有“须看”的文件，看过首页、末页和每个盖章页后再作决定。',
  },
  APPROVAL_REST_NOT_ATTESTED: {
    what: '没有声明已核对其余文件，不能批准整批申请。',
    why: '程序只要求打开其中一部分文件，其余文件由批准人核对清单并负责。',
    next: '请核对清单，勾选声明后再批准，或者退回整批申请。',
  },
} as const satisfies Record<keyof typeof approvalErrors, ErrorWords>;
