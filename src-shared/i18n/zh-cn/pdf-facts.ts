/** Names of the checks of a signature in a PDF: `facts.checks.pdf.<key>`. */
export const zhCnPdfChecks = {
  byteRange: '签名的字节范围',
  contents: '签名值的存放',
  gap: '未受保护的空隙',
  field: '签名域',
  structure: '文件结构',
  coverage: '签名保护的范围',
  laterChanges: '签名之后的修改',
  straddle: '骑缝章各条是否齐全、依次',
} as const;

/** Reasons of those checks when they are not in order: `facts.reasons.<key>`. */
export const zhCnPdfReasons = {
  missing: '缺失',
  indirect: '写成了间接引用，可以被替换',
  duplicateKeys: '同一项写了两次，不同软件取值可能不同',
  notTwoParts: '不是两段',
  notNumbers: '数值无效',
  notFromStart: '没有从文件开头算起',
  overlap: '两段重叠',
  outsideFile: '超出文件长度',
  notString: '不是字符串',
  noElement: '没有完整的签名数据',
  packed: '放在对象流中，无法从保护范围中排除',
  notHexadecimal: '不是十六进制字符串',
  paddingNotZero: '签名数据之后夹带了内容',
  noByteRange: '没有可用的字节范围',
  noContents: '没有签名值',
  notTheContents: '空隙不正好是本签名的签名值',
  orphan: '签名不属于任何签名域',
  sharedByFields: '同一签名被多个签名域引用',
  'startxref-off': '交叉引用表的位置略有偏差',
  rebuilt: '交叉引用表已损坏，经修补才能读取',
  laterRevisions: '签名之后文件又有修订',
  notARevision: '保护范围不在一次保存的结尾，无法判断此后的修改',
  suspicious: '有不允许的修改',
  'straddle-strips-alone':
    '骑缝章由各自独立的图片拼成，文件没有写明每条在整枚章中的位置：各条所在的页都在、先后未变；有没有换过条、全章是否齐全，请把各页排开对照',
  'straddle-order-untold': '文件没有写明骑缝章各条的先后，不能判断是否缺页、调换，请把各页排开对照',
} as const;
