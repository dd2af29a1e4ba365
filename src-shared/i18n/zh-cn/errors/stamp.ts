import type { stampErrors } from '../../../errors/areas/stamp-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const stampErrorWords = {
  STAMP_PLACEMENT_OUTSIDE_PAGE: {
    what: '盖章位置超出页面。',
    why: '第 {{page}} 页，位置 {{box}}，页面为 {{pageSize}}。',
    next: '请调整盖章位置。',
  },
  STAMP_PAGE_NOT_FOUND: {
    what: '文件没有第 {{page}} 页。',
    why: '文件共 {{pages}} 页。',
    next: '请重新选择盖章页。',
  },
  STAMP_SELF_CHECK_FAILED: {
    what: '用印结果自检未通过，文件没有放行。',
    why: '{{detail}}',
    next: '请不要使用临时文件，将登记号 {{entry}} 报给技术支持。',
  },
  STAMP_OUTCOME_UNKNOWN: {
    what: '用印结果不明，需要人工核对。',
    why: '登记号 {{entry}} 已登记意图，密钥可能已经签名，但没有取得签名值。',
    next: '请由保管人和审计员核对后在登记簿中注明。',
  },
  STAMP_OUTPUT_EXISTS: {
    what: '目标位置已有同名文件。',
    why: '{{file}}',
    next: '请换一个输出位置，原有文件不会被覆盖。',
  },
  STAMP_DISK_FULL: {
    what: '磁盘空间不足，不能用印。',
    why: '需要约 {{needed}}，可用 {{free}}。',
    next: '请清理磁盘后重试。',
  },
  STAMP_CONTENTS_TOO_LARGE: {
    what: '签名数据超过预留空间。',
    why: '需要 {{needed}} 字节，预留 {{reserved}} 字节。',
    next: '请将该信息报给技术支持。',
  },
  STAMP_STATION_BUSY: {
    what: '另一个用印任务正在进行。',
    why: '同一把密钥一次只能办理一个用印任务。',
    next: '请等待当前任务结束后重试。',
  },
} as const satisfies Record<keyof typeof stampErrors, ErrorWords>;
