/**
 * Why a PDF was refused, as one sentence for the `{{detail}}` of an error; facts name it as `@pdf.<key>`. Placeholders
 * are other facts of the same error.
 */
export const zhCnPdfDetails = {
  'no-such-revision': '文件里没有签名在这个位置结束，没有这样的旧版本。',
  'startxref-missing': '文件结尾不完整，找不到交叉引用表的位置（startxref）。',
  'xref-damaged': '交叉引用表已损坏。',
  'xref-ambiguous': '交叉引用表对对象 {{object}} 有两种说法，不同软件可能显示不同的内容。',
  'needs-repair': '交叉引用表已损坏，只能修补后阅读；修补后的文件不能用印。',
  'outside-file': '文件中登记的位置 {{offset}} 超出文件长度。',
  'object-misplaced': '对象 {{object}} 不在登记的位置。',
  'object-missing': '缺少对象 {{object}}。',
  'object-syntax': '文件中有不符合 PDF 语法的内容。',
  'object-stream': '对象流 {{object}} 不可读。',
  'stream-data': '压缩数据已损坏。',
  'stream-end': '位置 {{offset}} 的数据流没有结尾。',
  'catalog-missing': '找不到文档目录。',
  'page-tree': '页面树缺少页面。',
  'page-count': '页面树声明有 {{announced}} 页，实际为 {{pages}} 页。',
  'page-direct': '第 {{page}} 页没有独立的对象，印章无法定位。',
  'byte-range': '签名的字节范围不在文件之内。',
  circle: '对象 {{object}} 循环引用。',
  'xref-circle': '交叉引用表循环引用。',
  nesting: '文件结构嵌套过深。',
  expansion: '压缩数据解开后超过 {{bytes}} 字节，疑似压缩炸弹。',
  'object-too-long': '位置 {{offset}} 的对象过长。',
  'too-many-objects': '文件登记的对象过多（{{objects}}）。',
  'too-many-fields': '文件的表单域超过 {{limit}} 个。',
  'too-many-revisions': '文件的修订次数超过 {{limit}} 次。',
  'page-tree-folded': '页面树反复引用同一节点，疑似恶意构造。',
  'page-geometry': '第 {{page}} 页的 {{key}} 无效（{{value}}），不同软件的显示可能不同。',
  certified: '文件带有认证签名，声明不允许任何更改（DocMDP P=1）。',
  'certified-no-field':
    '文件带有认证签名（DocMDP P={{level}}），其后只能在文件预留的空白签名域内签章，而文件没有预留。',
  'kept-fields-only': '先前的签名只允许在文件预留的空白签名域内加盖一枚印章：{{fields}}。',
  'breaks-earlier': '试盖后先前的签名不再完好（{{damage}}）。',
  'field-lock': '先前的签名锁定了表单域（{{action}} {{fields}}）。',
  'picture-format': '印章图像不是 PNG 格式。',
  'picture-size': '印章图像为 {{widthPx}} × {{heightPx}} 像素，超出允许的范围。',
  'text-unread': '页面上的文字无法读出，文件可能已损坏。',
  'text-too-slow': '页面文字在规定时间内没有读完，疑似恶意构造。',
  'text-too-large': '读取页面文字所需的内存或数据超出限度，疑似恶意构造。',
  'picture-damaged': '印章图像的数据已损坏。',
} as const;

export type PdfDetail = keyof typeof zhCnPdfDetails;
