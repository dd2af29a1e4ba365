/** What a decider should know of a document before reading it. */
export const zhCnNotices = {
  'compatible-signature': '采用兼容签名：印章图像可见，由印章证书签名，但文件内不带电子印章数据。',
  'active-content': '文件含有脚本、启动动作或动态表单，可能自行变化。',
  'embedded-files': '文件带有附件，附件不显示在页面上。',
  'several-documents': '该 OFD 包中有多份文档，只处理第一份。',
  'extension-differs': '文件扩展名与实际格式不符，以实际格式为准。',
  'kept-fields-only': '先前的签名只允许在文件预留的空白签名域内加盖一枚印章。',
  'usage-rights': '文件带有 Adobe 扩展使用权限（UR3），用印后该权限失效；它不是任何人的签名。',
  'head-unread': '第一页的文字没有读出来，密级标志请人工核对。',
  'same-document-submitted': '同一文件近日已就同一印章提交过申请，请核对是否重复。',
} as const;
