import type { Translated } from '../translated.ts';
import type { zhCnStates } from '../zh-cn/states.ts';

export const enStates: Translated<typeof zhCnStates> = {
  request: {
    'in-review': 'in review',
    approved: 'approved',
    refused: 'refused',
    withdrawn: 'withdrawn',
    invalidated: 'invalidated',
    expired: 'expired',
    executing: 'being stamped',
    consumed: 'stamped',
    unsettled: 'to be settled',
  },
  seal: {
    draft: 'draft',
    applied: 'applied',
    returned: 'returned',
    rejected: 'rejected',
    reviewed: 'reviewed',
    made: 'made',
    filed: 'filed',
    delivered: 'delivered',
    active: 'active',
    suspended: 'suspended',
    renewing: 'renewing',
    expired: 'expired',
    cancelled: 'cancelled',
  },
  role: {
    custodian: 'custodian',
    handler: 'handler',
    approver: 'approver',
    head: 'unit head',
    system: 'system administrator',
    security: 'security administrator',
    auditor: 'auditor',
    exporter: 'IT staff',
  },
  verdict: {
    valid: 'valid',
    indeterminate: 'cannot be confirmed',
    invalid: 'invalid',
    unsigned: 'not signed',
    error: 'unreadable',
  },
  regime: {
    chain: 'approval chain',
    'holder-scope': 'authorisation of the holder',
    'holder-only': 'the holder',
  },
};
