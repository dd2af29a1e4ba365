/** Words about the USB Key; facts refer to them as `@token.<group>.<key>`. */
export const zhCnToken = {
  /** 口令机会：密钥只给状态，不给次数，所以不显示数字。 */
  tries: {
    normal: '没有输错记录。',
    tried: '已输错过至少一次。',
    final: '只剩最后一次机会，再次输错将锁定密钥。',
    locked: '密钥已锁定。',
  },
  purpose: {
    stamping: '用印',
    'certificate-request': '申请证书',
    'activation-proof': '启用印章',
    'self-test': '密钥自检',
    'seal-making': '制作印章',
    'pin-change': '修改口令',
  },
  /** 密钥拒绝使用的原因。 */
  use: {
    forged: '用印许可不是由审批产生的。',
    notLive: '用印许可已失效。',
    notReserved: '用印许可尚未登记用印意图。',
    takenBefore: '用印许可已经交给密钥使用过一次。',
    otherForm: '待签名数据不是本次许可的用印内容。',
    otherDigest: '待签名数据与登记用印意图时不同。',
    inProgress: '该申请的用印许可正在使用。',
    useSpent: '该次使用已经完成，不能重复。',
    otherCertificate: '用印许可对应的证书或密钥与当前密钥不同。',
    notInBatch: '该文件不在本批批准的清单中。',
    batchLimit: '本次登录允许的签名数量或时间已用完。',
    sessionClosed: '密钥会话已经结束。',
  },
  /** 新口令不能用的原因。 */
  unfit: {
    notRepeated: '两次输入的新口令不一样。',
    length: '新口令须为 {{min}} 至 {{max}} 个字符。',
    short: '新口令不少于 {{min}} 个字符。',
    same: '新口令与原口令相同。',
    simple: '新口令太简单：不能全是同一个字符，也不能是连续的数字或字母。',
  },
  mismatch: {
    certificate: '密钥中的签名证书与登记的证书不同。',
    serial: '密钥序列号在签名前发生变化。',
    publicKey: '密钥中的公钥与证书不同。',
    module: '驱动文件与自检时不同，须重新自检。',
    sealObject: '密钥中的印章数据与登记的印章不同。',
  },
  missing: {
    privateKey: '没有与证书标识相同的私钥，或者有多个。',
    certificate: '没有签名证书。',
    profile: '型号“{{model}}”，驱动“{{file}}”',
    mechanism: '该型号没有可用的 SM2 签名方式。',
  },
} as const;
