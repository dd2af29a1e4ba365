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
    ledger: 'The ledger is unbroken',
    clock: 'Clock is right',
  },
  evidence: {
    approved: 'Approved by {{names}} at {{at}}; the signature verifies; in force until {{until}}',
    unchanged: 'Same digest as approved: {{head}} … {{tail}}',
    notBlank: '{{pages}} pages; the pages to be stamped have content',
    custodian: '{{name}}, who is signed in here',
    station: '{{station}} ({{host}}), registered',
    sealActive: 'Status list {{number}}, issued {{at}}',
    sealActiveHere: 'Not stopped on this computer',
    statusFresh: 'Valid for {{hours}} more hours',
    sealValid: '{{from}} to {{to}}',
    certificateValid: 'Until {{to}}, issued by {{issuer}}',
    clock: '{{seconds}} s off the registry, within the limit',
    clockRight: 'Agrees with the registry',
    clockUnknown: 'Not compared with the registry yet',
    ledger: 'The chain is whole and unchanged',
    fields: 'Date, unit (department), reason, approver, handler',
    secrecy: 'Declared unclassified; no mark of secrecy in title or reason',
  },
};
