import type { Translated } from '../translated.ts';
import type { zhCnChecks } from '../zh-cn/checks.ts';

export const enChecks: Translated<typeof zhCnChecks> = {
  product: 'rule of this software',
  submit: {
    fields: 'Register fields are complete',
    category: 'Category is on the list',
    sealClass: 'Seal class exists under the regulation',
    secrecy: 'no mark of secrecy',
  },
  decide: { authority: 'Approver has authority' },
  stamp: {
    approved: 'Approved and still in force',
    unchanged: 'Document is as approved',
    notBlank: 'Document is not blank',
    custodian: 'Stamped by the designated custodian',
    station: 'On the dedicated computer',
    sealActive: 'Seal is active',
    statusFresh: 'Seal status is fresh',
    sealValid: 'Seal is within its validity',
    certificateValid: 'Certificate is within its validity',
    clock: 'Clock is right',
  },
};
