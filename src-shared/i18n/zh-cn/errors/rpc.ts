import type { rpcErrors } from '../../../errors/areas/rpc-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const rpcErrorWords = {
  RPC_INVALID_INPUT: {
    what: '输入内容不符合要求。',
    why: '{{detail}}',
    next: '请按提示修改后重试。',
  },
  RPC_FORBIDDEN: {
    what: '您的角色不能进行该操作。',
    why: '需要角色：{{roles}}。',
    next: '请由具有该角色的人员办理。',
  },
  RPC_SIGNED_OUT: {
    what: '尚未登录，或者登录已失效。',
    why: '没有有效的会话。',
    next: '请重新登录。',
  },
  RPC_SIGN_IN_FAILED: {
    what: '账号或密码不正确。',
    why: '{{detail}}',
    next: '请核对后重试；连续输错 5 次账号将被锁定。',
  },
  RPC_ACCOUNT_LOCKED: {
    what: '账号已锁定。',
    why: '连续输错次数过多。',
    next: '请联系系统管理员解锁。',
  },
  RPC_PASSWORD_MUST_CHANGE: {
    what: '须先换成自己的密码。',
    why: '现在的密码是管理员重新设置的，只供首次登录。',
    next: '请登录后先修改密码，再办理其他事项。',
  },
  RPC_ONE_TIME_PASSWORD_OVER: {
    what: '管理员设置的密码已过期。',
    why: '重新设置的密码只在规定的时间内有效。',
    next: '请联系系统管理员再次重新设置。',
  },
  RPC_NOT_FOUND: {
    what: '没有这个操作。',
    why: '{{detail}}',
    next: '请核对命令或版本。',
  },
  RPC_LOCAL_ONLY: {
    what: '界面不能指定本机的文件位置。',
    why: '该请求指明了本机上的位置（{{field}}），只有命令行可以这样做。',
    next: '请在界面上选取或拖入文件；需要按位置处理的，请使用命令行。',
  },
  RPC_QUESTION_OVER: {
    what: '该询问已经结束。',
    why: '询问已被回答、已超时，或者不是向当前登录人提出的。',
    next: '请回到用印页面，需要时重新发起。',
  },
  RPC_CHANNEL_LOST: {
    what: '与本机服务的连接中断了。',
    why: '本机服务没有应答，可能正在重新启动。',
    next: '正在自动重新连接，请稍候；长时间不恢复，请重新打开守印。',
  },
} as const satisfies Record<keyof typeof rpcErrors, ErrorWords>;
