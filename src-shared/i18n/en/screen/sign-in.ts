import type { Translated } from '../../translated.ts';
import type { zhCnSignIn } from '../../zh-cn/screen/sign-in.ts';

export const enSignIn: Translated<typeof zhCnSignIn> = {
  title: 'Sign in',
  purpose: 'Workstation for electronic seals',
  whoAreYou: 'You are',
  others: 'Somebody else…',
  account: 'Account',
  accountHint: 'The system administrator gave you an account',
  backToNames: 'Choose from the names',
  password: 'Password',
  notThePin: 'The password is not the PIN of the key. The PIN is asked for only when stamping.',
  act: {
    custodian: 'Sign in and keep the seals',
    approver: 'Sign in and approve',
    head: 'Sign in and approve',
    handler: 'Sign in and request',
    other: 'Sign in',
  },
  verifyOnly: 'Verify only, without signing in',
  forgotten: 'Forgotten the password?',
  forgottenAnswer:
    'A password cannot be found again. The system administrator gives you one for a single sign-in under "Settings", "People", and unlocks accounts there. Where it is his own, the security administrator and the auditor do it together.',
  newPassword: {
    title: '{{name}}, give yourself a password',
    text: 'The present one was given by an administrator, who knows it. Nothing else can be done before it is changed.',
    no: 'Not now, sign out',
  },
  last: 'Last here',
  lastLeft: '{{name}} left {{at}}',
  lastNobody: 'Nobody has signed in on this computer yet',
  basis: 'Rules: {{title}} ({{number}})',
  trace: 'Signing in, stamping and looking are all recorded',
  version: 'Version {{version}}',
  locked: 'The screen is locked',
  lockedFor: '{{name}} goes on where the work stopped; anybody else starts at the desk.',
  idle: 'Nothing was done for 10 minutes, so the screen was locked.',
  ended: 'The session is over: the account signed in elsewhere, or nothing was done for long.',
  keyPresent: 'plugged in',
  registryConnected: 'registry connected',
};
