import type { tokenErrors } from '../../../errors/areas/token-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const tokenErrorWords = {
  TOKEN_ABSENT: {
    what: '没有检测到智能密码钥匙。',
    why: '密钥没有插入，或者驱动没有识别到它。',
    next: '请插入该印章对应的智能密码钥匙后重试。',
  },
  TOKEN_REMOVED: {
    what: '智能密码钥匙已被拔出。',
    why: '操作过程中密钥断开。',
    next: '请插回同一把密钥；本次未完成的用印会按登记结果说明处理。',
  },
  TOKEN_WRONG_KEY: {
    what: '插入的不是该印章对应的密钥。',
    why: '需要序列号 {{expected}}，检测到 {{actual}}。',
    next: '请换插正确的智能密码钥匙。',
  },
  TOKEN_PIN_INCORRECT: {
    what: '口令不正确。',
    why: '{{tries}}',
    next: '再输错可能锁定密钥；如不确定，请先核对口令，不要再试。',
  },
  TOKEN_PIN_LOCKED: {
    what: '密钥已锁定，不能再输入口令。',
    why: '口令输错次数已用完，密钥序列号 {{serial}}。',
    next: '请按制度规定的方式申请解锁。',
  },
  TOKEN_PIN_FINAL_TRY: {
    what: '只剩最后一次口令机会，需要再次确认。',
    why: '再次输错将锁定密钥。',
    next: '请先核对口令；确认无误后，选择“仍然输入”再试。',
  },
  TOKEN_PIN_FORMAT: {
    what: '口令长度或字符不符合密钥要求。',
    why: '长度应为 {{min}} 至 {{max}} 个字符。',
    next: '请核对后重新输入。',
  },
  TOKEN_PIN_EXPIRED: {
    what: '口令已到期，须先修改。',
    why: '密钥要求修改口令后才能使用。',
    next: '请按制度修改口令后再用印。',
  },
  TOKEN_PIN_CANCELLED: {
    what: '已取消输入口令，未用印。',
    why: '没有输入口令，或者等待超时。',
    next: '需要时重新开始用印；没有占用登记号。',
  },
  TOKEN_PIN_NOT_SET: {
    what: '密钥尚未设置用户口令。',
    why: '密钥没有完成个人化。',
    next: '请交由发放单位处理。',
  },
  TOKEN_PIN_EACH_TIME: {
    what: '这把密钥每次签名都要输入口令，不能成批用印。',
    why: '密钥序列号 {{serial}} 设置为逐次验证口令；本程序不保存口令。',
    next: '没有占用登记号；请逐份打开文件用印，或者换用允许成批用印的密钥。',
  },
  TOKEN_PIN_UNFIT: {
    what: '新口令不能用，没有修改。',
    why: '{{detail}}',
    next: '请重新填写；没有占用输入机会，原口令不变。',
  },
  TOKEN_PIN_TOO_OLD: {
    what: '口令使用已超过期限，须先修改再用印。',
    why: '这个口令已用 {{days}} 天，限 {{limit}} 天。',
    next: '请在“印章与密钥”中修改口令，然后重新用印。',
  },
  TOKEN_PIN_BY_APPLICATION: {
    what: '本制度不允许自行修改口令。',
    why: '修改口令须向{{authority}}申请，并提交证明材料。',
    next: '请在“印章与密钥”中打开口令修改申请，填写后报送。',
  },
  TOKEN_DRIVER_CHANGED: {
    what: '密钥驱动文件已更换，须先自检再用印。',
    why: '现在的驱动文件与 {{at}} 检测这把密钥时不同。',
    next: '请先弄清是谁更换了驱动；确认无误后，在“印章与密钥”中做密钥自检。',
  },
  TOKEN_PROFILE_UNKNOWN: {
    what: '没有叫“{{profile}}”的密钥型号配置。',
    why: '可以指定的有：{{known}}。',
    next: '请改正 SEALKEEPER_PKCS11_PROFILE；不知道型号的，不要指定。',
  },
  TOKEN_NOT_LOGGED_IN: {
    what: '密钥登录状态已失效。',
    why: '密钥被重置，或者被其他程序使用。',
    next: '请重新输入口令后再试；没有产生签名。',
  },
  TOKEN_BUSY: {
    what: '密钥正被其他程序占用。',
    why: '{{detail}}',
    next: '请关闭其他使用密钥的程序后重试。',
  },
  TOKEN_FULL: {
    what: '密钥存储空间不足。',
    why: '{{detail}}',
    next: '请交由发放单位清理密钥。',
  },
  TOKEN_KEY_NOT_FOUND: {
    what: '密钥中没有找到签章私钥或证书。',
    why: '{{detail}}',
    next: '请确认密钥已由发放单位写入印章证书。',
  },
  TOKEN_MECHANISM_UNSUPPORTED: {
    what: '密钥不支持所需的签名方式。',
    why: '{{detail}}',
    next: '请将型号和驱动信息报给技术支持。',
  },
  TOKEN_DEVICE_FAULT: {
    what: '密钥或驱动出现故障。',
    why: '密钥返回代码 {{ckr}}。',
    next: '请重新插拔密钥；仍有故障时换一个接口或联系技术支持。',
  },
  TOKEN_REJECTED_BY_USER: {
    what: '已在密钥上取消操作。',
    why: '密钥报告使用者拒绝或取消。',
    next: '需要时重新开始用印。',
  },
  TOKEN_SIGNATURE_INVALID: {
    what: '密钥返回的签名不正确，未用印。',
    why: '签名不能用印章证书验证。',
    next: '请停止使用该密钥，并联系技术支持重新检测。',
  },
  TOKEN_TIMEOUT: {
    what: '密钥长时间没有响应。',
    why: '等待超过 {{seconds}} 秒，已结束密钥进程。',
    next: '请查看登记簿中的结果后再处理，不要立即重复用印。',
  },
  TOKEN_HOST_CRASHED: {
    what: '密钥驱动进程意外退出。',
    why: '{{detail}}',
    next: '请查看登记簿中的结果后再处理，不要立即重复用印。',
  },
  TOKEN_MODULE_NOT_LOADED: {
    what: '不能加载密钥驱动。',
    why: '{{detail}}',
    next: '请核对驱动文件的路径和位数，或者重新安装驱动。',
  },
  TOKEN_NOT_RECOGNIZED: {
    what: '不能识别插入的密钥。',
    why: '驱动不认识该密钥，或者没有与其型号相符的配置（{{detail}}）。',
    next: '请核对密钥型号和驱动，并将型号、驱动版本报给技术支持。',
  },
  TOKEN_CONTENT_MISMATCH: {
    what: '密钥中的内容与登记的印章不一致。',
    why: '{{detail}}',
    next: '请停止使用该密钥，交由发放单位核对。',
  },
  TOKEN_UNKNOWN_CKR: {
    what: '密钥返回了未知代码。',
    why: '代码 {{ckr}}。',
    next: '请勿反复尝试，将代码报给技术支持。',
  },
  TOKEN_USE_REFUSED: {
    what: '没有有效的用印许可，密钥拒绝使用。',
    why: '{{detail}}',
    next: '请通过用印流程使用密钥。',
  },
  TOKEN_TRAINING_KEY: {
    what: '这是演练密钥，正式环境不能使用。',
    why: '软件密钥只用于培训和测试。',
    next: '请使用经核准型号的智能密码钥匙。',
  },
} as const satisfies Record<keyof typeof tokenErrors, ErrorWords>;
