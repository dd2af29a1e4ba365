import type { docErrors } from '../../../errors/areas/doc-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const docErrorWords = {
  DOC_NOT_FOUND: {
    what: '找不到文件“{{file}}”。',
    why: '路径不存在，或者没有读取权限。',
    next: '请核对文件位置后重新选择。',
  },
  DOC_FORMAT_UNKNOWN: {
    what: '无法识别该文件的格式。',
    why: '文件内容既不是 PDF，也不是 OFD，扩展名不作为依据。',
    next: '请用原软件重新导出为 PDF 或 OFD 后再提交。',
  },
  DOC_TOO_LARGE: {
    what: '文件超过允许的大小或页数。',
    why: '文件为 {{actual}}，上限为 {{limit}}。',
    next: '请拆分文件，或者请安全管理员按制度调整上限。',
  },
  DOC_EMPTY: {
    what: '文件是空的。',
    why: '文件长度为零，没有可以用印的内容。',
    next: '请重新导出文件后再提交。',
  },
  DOC_BROKEN: {
    what: '文件已损坏，不能读取。',
    why: '{{detail}}',
    next: '请用原软件重新导出该文件；不要用修复工具修补后提交。',
  },
  DOC_ENCRYPTED: {
    what: '文件已加密，不能用印。',
    why: '加密文件在签章后无法保证内容可读、可验。',
    next: '请去除文件的密码保护后重新提交。',
  },
  DOC_HOSTILE: {
    what: '文件结构可疑，已拒绝打开。',
    why: '{{detail}}',
    next: '请勿使用该文件，并向安全管理员报告文件来源。',
  },
  DOC_SIGNATURE_MALFORMED: {
    what: '文件中的签章数据格式不正确，无法验证。',
    why: '签章数据不符合 GB/T 38540 或 GB/T 35275 规定的结构（{{detail}}）。',
    next: '请向文件的制发单位索取完好的文件；在此之前不要采信该签章。',
  },
  DOC_SIGNING_FORBIDDEN: {
    what: '文件声明不允许再加盖印章。',
    why: '{{detail}}',
    next: '请向文件的制作单位索取可以用印的版本。',
  },
  DOC_LOCKED_BY_SIGNATURE: {
    what: '文件已被先前的签章锁定，不能再加盖印章。',
    why: '{{detail}}',
    next: '再加盖会使先前的签章失效；请改用未锁定的文件办理联合用印。',
  },
  DOC_CHANGED_SINCE_APPROVAL: {
    what: '文件在批准后已被改动，不能用印。',
    why: '批准时的摘要为 {{approved}}，现在为 {{actual}}。',
    next: '请重新提交用印申请；请勿替换已批准的文件。',
  },
  DOC_BLANK: {
    what: '文件是空白的，不能用印。',
    why: '待盖章的页面没有文字、图形或图像。',
    next: '请补全文件内容后重新提交；空白用印不能由批准放行。',
  },
  DOC_CLASSIFIED: {
    what: '文件带有密级标志，不能在本系统用印。',
    why: '本系统只处理非涉密文件，检出标志：{{mark}}。',
    next: '请按保密规定另行办理，并移走该文件。',
  },
  DOC_UNFINISHED: {
    what: '文件尚未填写完整，不能用印。',
    why: '{{detail}}',
    next: '请补全后重新提交。',
  },
  DOC_PAGE_NOT_DRAWN: {
    what: '第 {{page}} 页不能在这里显示。',
    why: '该文件的页面不由本机服务绘制。',
    next: '请用其他阅读器打开原文件查看。',
  },
  DOC_READER_TIMEOUT: {
    what: '读取该文件超过了规定时间，已停止读取。',
    why: '文件由单独的进程读取，{{seconds}} 秒内没有读完；结构异常的文件会这样耗费时间。其他工作不受影响。',
    next: '请勿反复打开该文件；请向来文单位核实，或者用原软件重新导出后再试，并向安全管理员报告文件来源。',
  },
  DOC_READER_MEMORY: {
    what: '读取该文件占用的内存超过上限，已停止读取。',
    why: '文件由单独的进程读取，内存上限为 {{megabytes}} MB；展开后异常庞大的文件会这样耗费内存。其他工作不受影响。',
    next: '请勿反复打开该文件；请向来文单位核实，或者用原软件重新导出后再试，并向安全管理员报告文件来源。',
  },
  DOC_READER_BUDGET: {
    what: '读取该文件的工作量超过上限，已停止读取。',
    why: '{{detail}}',
    next: '请勿使用该文件，并向安全管理员报告文件来源；确属正常文件的，请用原软件重新导出后再试。',
  },
  DOC_READER_CRASHED: {
    what: '读取该文件的进程意外结束，没有读完。',
    why: '文件由单独的进程读取，该进程已结束（{{detail}}）。其他工作不受影响，下次读取时自动重新启动。',
    next: '请再试一次；仍然如此的，请勿使用该文件，并把文件交给安全管理员。',
  },
} as const satisfies Record<keyof typeof docErrors, ErrorWords>;
