/** Lines of the pre-check list. */
export const zhCnChecks = {
  product: '本软件规则',
  submit: {
    fields: '登记要素完整',
    category: '使用范围类别在清单内',
    sealClass: '印章类别在制度内',
    secrecy: '没有密级标志',
  },
  decide: { authority: '批准人有批准权限' },
  stamp: {
    approved: '已经批准，且在有效期内',
    unchanged: '文件与批准时一致',
    notBlank: '文件不是空白',
    custodian: '由指定保管人用印',
    station: '在专用计算机上用印',
    sealActive: '印章状态为使用中',
    statusFresh: '印章状态信息在有效期内',
    sealValid: '印章在有效期内',
    certificateValid: '证书在有效期内',
    clock: '本机时间准确',
  },
} as const;
