import type { stationErrors } from '../../../errors/areas/station-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const stationErrorWords = {
  STATION_NOT_READY: {
    what: '本机尚未完成初始化。',
    why: '{{detail}}',
    next: '请先完成初始设置，或者运行演示。',
  },
  STATION_ALREADY_SET_UP: {
    what: '本机已经完成初始化。',
    why: '{{detail}}',
    next: '如需重新开始，请换一个数据目录。',
  },
  STATION_PERSON_EXISTS: {
    what: '账号“{{account}}”已经存在。',
    why: '账号不能重复。',
    next: '请换一个账号名。',
  },
  STATION_ROLE_CONFLICT: {
    what: '角色不能兼任。',
    why: '{{detail}}',
    next: '请由不同人员分别担任。',
  },
  STATION_PERSON_UNKNOWN: {
    what: '没有账号“{{account}}”，或者已经停用。',
    why: '停用的账号不能再办理。',
    next: '请核对账号。',
  },
  STATION_OWN_ACCOUNT: {
    what: '不能这样办理自己的账号。',
    why: '管理员不能给自己改角色、重设密码或者停用。',
    next: '修改自己的密码，请到“设置”的“我的账号”；其他事项由另一名管理员办理。',
  },
  STATION_LAST_ADMINISTRATOR: {
    what: '这是最后一名{{role}}，不能停用或者改任。',
    why: '系统管理员、安全管理员、审计员须各有其人。',
    next: '请先增加接任的人员。',
  },
  STATION_CONSENT_NEEDED: {
    what: '须由另一名{{role}}在场同意。',
    why: '能设密码的人就能以他的名义登录，所以一个人不能单独办理。',
    next: '请{{role}}在同一屏幕上输入自己的账号和密码。',
  },
  STATION_DATA_IN_USE: {
    what: '数据目录正被另一个程序使用。',
    why: '{{path}}',
    next: '请关闭另一个守印程序后重试。',
  },
  STATION_DATA_NEWER: {
    what: '数据目录由更高版本的程序使用过，本版本不能打开。',
    why: '{{path}} 中有本版本不认识的数据结构：{{detail}}',
    next: '请安装最新版本的守印程序，不要用旧版本打开。',
  },
  STATION_STORAGE_FAILED: {
    what: '数据无法写入或读取。',
    why: '文件 {{path}}，系统返回 {{detail}}。',
    next: '请检查磁盘空间、磁盘状态和目录权限后重试。',
  },
  STATION_SECRETS_CLOSED: {
    what: '本机密钥的保护密钥打不开。',
    why: '{{path}}：{{detail}}',
    next: '请用守印桌面程序（命令行加 --cli）并以原来的系统用户打开；如已更换电脑或用户，请重新初始化并登记本机。',
  },
  STATION_PROFILE_INVALID: {
    what: '政策配置不正确。',
    why: '{{detail}}',
    next: '请使用登记中心下发的政策配置。',
  },
  STATION_NOT_RUNNING: {
    what: '没有正在运行的守印。',
    why: '数据目录 {{path}} 中没有可用的启动凭据。',
    next: '请先启动守印，再打开新的链接。',
  },
  STATION_REAL_KEY_REFUSED: {
    what: '在浏览器中运行时不使用实体密钥。',
    why: '已设置的密钥驱动不是演练密钥：{{path}}。',
    next: '实体密钥请在桌面程序中使用；确需在浏览器中使用，请加 --allow-real-key 启动。',
  },
  STATION_SEAL_PENDING: {
    what: '已经有一枚印章正在办理。',
    why: '制章申请 {{caseId}} 还没有结束。',
    next: '请等它办完；要作废它，请联系登记中心。',
  },
  STATION_SEAL_NOT_MADE: {
    what: '印章还没有制作好，不能写入密钥。',
    why: '登记中心还在办理申请 {{caseId}}。',
    next: '请等登记中心制作完成后再写入。',
  },
} as const satisfies Record<keyof typeof stationErrors, ErrorWords>;
