/** Words of the register: headers of lists and exports, results, and why a check failed. */
export const zhCnLedger = {
  evidence: {
    fileName: '用印证据-{{entryNo}}',
    readme: `用印证据包
登记号：{{entryNo}}
用印单位：{{unit}}（工作站 {{station}}）
生成时间：{{at}}，生成人：{{by}}
用途：{{purpose}}

一、包内文件
leaves 文件夹：登记簿中与该登记号有关的各项原文（用印前的意图、用印后的登记、以后的更正），逐字节照录。
checkpoint.txt：工作站机器密钥签名的登记簿检查点。
proof.json：各项到检查点、到登记中心回执的证明路径。
receipt.json：登记中心的签名回执；没有这个文件，表示登记尚未取得回执。
decisions.json：批准人的决定、被签名的原文、签名和签名证书。注明“station”的是系统代签证明，由批准人登录的工作站签名，不是批准人本人的签名。
request.json：申请的内容。被批准的内容以 decisions.json 里的签名原文为准。
machine.cer：工作站机器密钥的证书。
盖章文件本身不在包内；登记里的“盖章后文件摘要”可以与手中的文件核对。

二、怎样核对
不需要守印。在装有 Python 3 和 OpenSSL 3 的计算机上，解开本包，在文件夹里运行：
    python3 check.py
逐项显示“相符”或“不符”，最后给出结论。check.py 只有几十行，可以先读一遍；也可以按《登记簿格式》自己编写。
回执证书和机器证书是否可信，程序不能替您判断：请把显示的指纹与登记中心公布的核对。

三、能说明什么
全部相符，说明这些登记在检查点之前已经写入登记簿，之后没有被改动；有回执的，登记中心在回执时间已经见证。
核对文件：openssl dgst -sm3 文件名，与登记中的摘要比较。`,
  },
  columns: {
    seq: '序号',
    usedAt: '用印日期',
    unit: '用印单位（部门）',
    reason: '用印事由',
    approvers: '批准人',
    handler: '经办人',
    sealUser: '用章人',
    documentTitle: '文件题名',
    documentNumber: '文号',
    sealName: '印章名称',
    copies: '份数',
    remark: '备注',
    result: '结果',
    year: '年度',
    unitCode: '统一社会信用代码',
    custodian: '保管人',
    sealCode: '印章编码',
    esId: '印章标识',
    approvalId: '审批单号',
    documentType: '文件种类',
    fileFormat: '格式',
    pages: '页数',
    tokenSerial: '密码钥匙序号',
    digestBefore: '原文杂凑值（SM3）',
    digestAfter: '成文杂凑值（SM3）',
    signatureDigest: '签章值杂凑值（SM3）',
    archiveNo: '档号',
    returnedDocument: '退件情况',
    leafIndex: '序位',
    leafHash: '本项杂凑值（SM3）',
    signatureForm: '签名方式',
    timestamp: '时间戳时间',
    timestampAuthority: '时间戳机构',
    longTerm: '长期验证材料',
  },
  /** Signs between the parts of a cell. */
  marks: { list: '、', open: '（', close: '）', none: '没有取得' },
  signatureForms: { seal: '电子印章签名', compatible: '兼容签名' },
  /** Why a stamp has no timestamp; of the network and of what an authority answers. */
  timestampFailures: {
    TimeoutError: '机构没有按时答复',
    ECONNREFUSED: '机构拒绝连接',
    ENOTFOUND: '找不到机构的地址',
    ECONNRESET: '连接中断',
    UND_ERR_SOCKET: '连接中断',
    unavailable: '机构没有答复',
    timestampNoAnswer: '连接不上机构',
    timestampUnreadable: '答复不是时间戳',
    timestampOfAnother: '答复不是针对本次请求的',
    timestampTooEarly: '时间戳早于用印时间',
  },
  /** What went with a file for checking it later, and why it was less than was wanted. */
  longTermLevels: { off: '没有写入', material: '已写入', timestamped: '已写入，并盖有文档时间戳' },
  longTermFailures: {
    noTimestamp: '没有时间戳，OFD 无处存放',
    timestampsOff: '没有启用时间戳，不能盖文档时间戳',
    locked: '文件不许再添加签名，不能盖文档时间戳',
    harmful: '写入会使文件中原有的签名失效',
    noLists: '本机没有在有效期内的吊销列表和状态回应，只有证书',
    TRUST_LIST_UNREADABLE: '信任文件夹里有读不懂的文件',
    INTERNAL_UNEXPECTED: '程序内部错误',
  },
  results: {
    success: '成功',
    'signed-unsaved': '已签未存',
    unknown: '结果不明',
    void: '作废',
  },
  /** 结果不明的核定。 */
  settled: { 'signature-found': '核定：已找到签名', 'no-signature-found': '核定：没有找到签名' },
  kinds: {
    intent: '用印登记',
    outcome: '用印结果',
    void: '作废',
    correction: '更正',
    urgent: '紧急通知',
  },
  notices: {
    suspend: '停用',
    loss: '遗失',
    incident: '事件',
  },
  reasons: {
    'leaf-missing': '缺少该项，登记被删除或者文件不完整。',
    'leaf-malformed': '该项内容不符合登记簿格式。',
    'leaf-hash': '该项内容与其杂凑值不符，内容被改动。',
    'leaf-place': '该项不在原来的位置，登记被调换或者来自其他登记簿。',
    'time-back': '该项时间早于前一项。',
    columns: '该项的检索字段与登记内容不符。',
    'number-gap': '登记号不连续或者年度不符。',
    settlement: '该项没有对应的用印登记，或者重复。',
    tree: '杂凑树与登记内容不符。',
    'checkpoint-missing': '缺少检查点。',
    'checkpoint-malformed': '检查点内容不正确。',
    'checkpoint-root': '检查点的根值与登记内容不符，该项起的内容被改动。',
    'checkpoint-signature': '检查点不是由本机密钥签名的。',
    'rolled-back': '登记簿比登记中心收到的短，文件被旧副本替换或者末尾被删除。',
    'head-differs': '登记簿与登记中心收到的不一致，该项起的内容被重写。',
    unreadable: '登记簿文件无法读取。',
  },
} as const;
