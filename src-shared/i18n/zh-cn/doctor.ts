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
