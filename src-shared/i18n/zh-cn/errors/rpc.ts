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
  RPC_NOT_FOUND: {
    what: '没有这个操作。',
    why: '{{detail}}',
    next: '请核对命令或版本。',
  },
} as const satisfies Record<keyof typeof rpcErrors, ErrorWords>;
