import type { internalErrors } from '../../../errors/areas/internal-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const internalErrorWords = {
  INTERNAL_UNEXPECTED: {
    what: '程序出现意外错误。',
    why: '{{detail}}',
    next: '请将此信息报给技术支持；已完成的登记不受影响。',
  },
} as const satisfies Record<keyof typeof internalErrors, ErrorWords>;
