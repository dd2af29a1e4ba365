/** Items of the doctor's list. */
export const zhCnDoctor = {
  runtime: '运行环境',
  dataFolder: '数据目录',
  freeSpace: '可用磁盘空间',
  smEngine: '国密算法引擎',
  secrets: '本机密钥保护方式',
  station: '工作站',
  ledger: '登记簿项数',
  registry: '登记中心状态清单',
  timestamp: '时间戳',
  pkcs11Module: '密钥驱动（PKCS#11）',
  token: '智能密码钥匙',
  trainingToken: '智能密码钥匙（演练用软件密钥，不得用于正式环境）',
} as const;

/** Values of the list that the program has names for. */
export const zhCnDoctorValues = {
  smEngine: { native: '本机代码', fallback: '备用代码，较慢' },
  secrets: { file: '数据目录中的密钥文件，本系统没有提供更好的保护' },
  registry: '{{at}} 签发',
  timestamp: {
    off: '不加时间戳',
    registry: '由登记中心出具，刚才试取成功',
    address: '由其他时间戳服务机构出具，刚才试取成功',
    failed: '刚才没有取到（{{code}}）',
  },
  token: '{{label}}，型号 {{model}}，序列号 {{serial}}；{{tries}}',
} as const;
