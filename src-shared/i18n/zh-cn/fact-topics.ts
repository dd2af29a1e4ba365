/** What a check looks at, which rule asks for it, and what would make it come out otherwise: `facts.topics.<topic>`. */
export const zhCnFactTopics = {
  content: {
    what: '把签章保护的内容重新计算一遍摘要，与签章里写的比对。',
    rule: 'GB/T 38540-2020 第 7.3 条（签章验证）；GB/T 35275-2017',
    change: '换回盖章时的原件，结果就会一致；内容改回去一个字不差也会一致。',
  },
  signature: {
    what: '用签章者证书里的公钥核对签名值。',
    rule: 'GB/T 32918.2-2016（SM2 数字签名）；GB/T 38540-2020 第 7.3 条',
    change: '只有持有该证书私钥的人重新签章才能改变。',
  },
  makerSignature: {
    what: '用制章者的公钥核对印章数据上的签名，看印章有没有被改、是不是他制发的。',
    rule: 'GB/T 38540-2020 第 6.3 条（印章验证）',
    change: '只有制章者重新制发印章才能改变。',
  },
  entitlement: {
    what: '看签章用的证书在不在印章的证书列表里。',
    rule: 'GB/T 38540-2020 第 7.3 条',
    change: '证书更换以后要重新制发印章，把新证书列进去，再重新签章。',
  },
  form: {
    what: '看数据的写法是否符合标准。',
    rule: 'GB/T 38540-2020；GB/T 16262、GB/T 16263（ASN.1、DER）',
    change: '出具文件的软件改正写法。只作提示，不影响真假。',
  },
  picture: {
    what: '看印章数据里的图像能不能识别、与写明的格式是否一致。',
    rule: 'GB/T 38540-2020 第 6 章（印章图像）',
    change: '由制章者重新制发印章。',
  },
  sealValidity: {
    what: '看签章时间是否落在印章的有效期内。',
    rule: 'GB/T 38540-2020 第 7.3 条',
    change: '有时间戳证明实际的签章时间，或者用有效的印章重新签章。',
  },
  certificate: {
    what: '从签章者的证书一级一级往上核对，直到信任清单中的根证书，并看用途和有效期。',
    rule: 'GB/T 20518-2018；RFC 5280 第 6.1 条',
    change: '把可信的上级证书导入信任清单（由管理员核对指纹后办理），或者与登记中心同步。',
  },
  revocation: {
    what: '查证书吊销列表和证书状态回应，看证书在签章时和现在有没有被吊销。',
    rule: 'RFC 5280 第 6.3 条；GB/T 19713（OCSP）',
    change: '把证书认证机构最新的吊销列表（.crl）或状态回应（.ocsp）放入信任文件夹后再验。',
  },
  maker: {
    what: '看制章者是不是信任清单里的制章单位，他的证书在制章时是否有效。',
    rule: 'GB/T 38540-2020 第 6.3 条；GM/T 0031-2025',
    change: '由管理员核实后把制章单位加入信任清单，或者与登记中心同步。',
  },
  status: {
    what: '查登记中心的状态清单，看印章在签章时和现在是在用、停用还是注销。',
    rule: '国办发〔2025〕33 号《电子印章管理办法》；登记中心的状态清单',
    change: '与登记中心同步，取得最新的状态清单后再验。',
  },
  time: {
    what: '看签章时间由谁说明，是否晚于现在。',
    rule: 'GB/T 38540-2020 第 7.3 条',
    change: '没有时间戳时，时间只是签章者自己的声明；加盖时间戳才能证明。',
  },
  timestamp: {
    what: '核对时间戳的签名、它针对的内容，以及时间戳机构是否可信。',
    rule: 'GB/T 20520-2006；RFC 3161',
    change: '把时间戳机构的上级证书导入信任清单，或者由可信的机构重新加盖时间戳。',
  },
  since: {
    what: '看印章和证书到现在有没有过期。',
    rule: 'GB/T 38540-2020 第 7.3 条',
    change: '有可信的时间戳证明签章在过期之前，就不受影响。',
  },
  byteRange: {
    what: '看 PDF 签名保护了哪些字节，除了签名值以外有没有漏掉的空隙。',
    rule: 'ISO 32000-2 第 12.8.1 条（ByteRange）',
    change: '不能补救，只能重新签章。',
  },
  laterChanges: {
    what: '把签章以后每一次保存与前一次逐个对象比较，看有没有不允许的改动。',
    rule: 'ISO 32000-2 第 12.8.2 条（DocMDP、FieldMDP）',
    change: '去掉签章以后追加的内容，恢复成盖章时的文件。',
  },
  field: {
    what: '看签名是否属于唯一的签名域，文件结构是否完好。',
    rule: 'ISO 32000-2 第 12.7.5.5 条',
    change: '由出具单位重新生成文件并签章。',
  },
  references: {
    what: '逐个计算受保护文件的摘要，与签章里登记的比对。',
    rule: 'GB/T 33190-2016 第 18 章（数字签名）',
    change: '换回盖章时的原件。',
  },
  coverage: {
    what: '看 OFD 里会显示的每一个文件是不是都受签章保护。',
    rule: 'GB/T 33190-2016 第 18 章',
    change: '去掉没有受保护的文件，或者重新签章把它们包括进去。',
  },
  list: {
    what: '看签名列表有没有被删改、重复或者漏掉签章。',
    rule: 'GB/T 33190-2016 第 18 章',
    change: '换回没有被人动过签名列表的原件。',
  },
  stamps: {
    what: '看印章外观的位置是否在页面上、看得见、不遮盖全页。',
    rule: 'GB/T 33190-2016 第 18 章（StampAnnot）',
    change: '只作提示；由出具单位重新盖在合适的位置。',
  },
  sealFile: {
    what: '看文件里附带的印章与签名里的印章是不是同一枚。',
    rule: 'GB/T 33190-2016 第 18 章（Seal）',
    change: '换回原来的印章文件。',
  },
  straddle: {
    what: '看骑缝章的各片是否齐全、次序是否正确。',
    rule: 'ISO 32000-1 第 12.5.5 条（批注的外观），GB/T 33190-2016 第 18 章（StampAnnot 的 Clip）',
    change: '补齐缺页、恢复页的次序。',
  },
  package: {
    what: '看 OFD 文件包的压缩、路径和 XML 写法是否符合标准。',
    rule: 'GB/T 33190-2016 第 7 章（文件结构）',
    change: '出具文件的软件改正写法。',
  },
} as const satisfies Record<string, { readonly what: string; readonly rule: string; readonly change: string }>;
