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
    next: '请由保管人与主要负责人或者审计员共同核定，在登记簿该条目中办理。',
  },
  STAMP_NOT_UNSETTLED: {
    what: '登记号 {{entry}} 没有需要核定的结果。',
    why: '它不是“结果不明”，或者已经核定过。核定只作一次。',
    next: '请核对登记号，或者查看登记簿中已有的核定。',
  },
  STAMP_EVIDENCE_MISSING: {
    what: '文件中没有登记号 {{entry}} 这次用印的签名。',
    why: '只有这次用印本来要产生的那个签名才算证据；同一枚印章的其他签名、改动过的文件都不算。',
    next: '请换一个文件；没有找到的，按“没有找到签名”核定，并写明查过哪里。',
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
  STAMP_PROFILE_UNSUPPORTED: {
    what: '该格式的文件不能采用兼容签名。',
    why: '文件为 {{format}}；兼容签名只用于 PDF。',
    next: '请改用电子印章签名方式重新申请。',
  },
  STAMP_TIMESTAMP_UNAVAILABLE: {
    what: '没有取得时间戳。',
    why: '时间戳服务没有给出可用的答复：{{detail}}',
    next: '本单位要求用印必须带时间戳。请检查网络和时间戳服务地址后重试；密钥没有使用。',
  },
  STAMP_TIMESTAMP_AWAITED: {
    what: '已签名，等待时间戳。',
    why: '密钥已经签名（登记号 {{entry}}），时间戳服务没有给出可用的答复：{{detail}}',
    next: '请不要重新申请。时间戳服务恢复后，由保管人在“用印”里点“继续完成”；不再使用密钥。重新启动工作站也会自动完成。',
  },
  STAMP_NOTHING_WAITING: {
    what: '这份文件没有等待完成的用印。',
    why: '它已经完成，或者还没有开始用印。',
    next: '请到登记簿查看结果。',
  },
  STAMP_STATION_BUSY: {
    what: '另一个用印任务正在进行。',
    why: '同一把密钥一次只能办理一个用印任务。',
    next: '请等待当前任务结束后重试。',
  },
  STAMP_PAGES_UNREADABLE: {
    what: '页码范围看不懂。',
    why: '写的是“{{text}}”。',
    next: '请写成“1-3,5,末页”这样的形式，也可以写“奇数页”“偶数页”“全部”“倒数第2页”。',
  },
  STAMP_KEYWORD_NOT_FOUND: {
    what: '没有找到要盖章的文字“{{text}}”。',
    why: '文件中共找到 {{count}} 处；扫描件的页面没有文字，查不到。',
    next: '请核对文字和第几处，或者改为拖放印章。',
  },
  STAMP_STRADDLE_TOO_FEW_PAGES: {
    what: '页数太少，不能加盖骑缝章。',
    why: '选中的只有 {{pages}} 页，骑缝章至少要两页。',
    next: '请改选页码，或者改为在页面上盖章。',
  },
  STAMP_SLICE_TOO_THIN: {
    what: '骑缝章分得太窄，印出来看不清。',
    why: '每枚印章跨 {{perSeal}} 页时，最窄的一条只有 {{slice}} 毫米，至少应当有 {{least}} 毫米。',
    next: '请把每枚印章跨的页数减到 {{pages}} 页以内，程序会分成几枚印章依次加盖。',
  },
  STAMP_TOO_MANY_PLACES: {
    what: '盖章位置太多。',
    why: '共 {{count}} 处，一份申请最多 {{limit}} 处。',
    next: '请缩小页码范围，或者分几份申请提交。',
  },
  STAMP_LOOK_NOT_IN_FORMAT: {
    what: '{{format}} 文件不能这样盖章。',
    why: '第 {{page}} 页的印章设置了{{look}}，{{format}} 的签章格式不能表达。',
    next: '请去掉这项设置，或者改用 PDF 文件。',
  },
  STAMP_TEXT_NOT_DRAWABLE: {
    what: '印章下方的附加文字不能画出。',
    why: '随程序的字体没有“{{character}}”这个字符，或者字体文件不可用。',
    next: '请改用常用汉字、字母和数字，或者去掉附加文字。',
  },
} as const satisfies Record<keyof typeof stampErrors, ErrorWords>;
