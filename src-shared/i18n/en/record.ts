import type { Translated } from '../translated.ts';
import type { zhCnRecord } from '../zh-cn/record.ts';

export const enRecord: Translated<typeof zhCnRecord> = {
  title: 'Record of verification: {{file}}',
  about: 'Checked at {{at}} (UTC+8). SM3 of the file {{sm3}}.',
  verdict: 'Result: {{verdict}}',
  signature: 'Signature {{number}} ({{name}}): {{verdict}}',
  who: 'Seal: {{seal}}; seal number: {{esId}}; signer: {{signer}}; maker: {{maker}}',
  when: 'Signed at {{at}} ({{source}}); pages: {{pages}}',
  times: { claimed: 'as the signer says', timestamp: 'proven by a timestamp', none: 'no time' },
  states: { ok: 'agrees', fail: 'disagrees', unknown: 'open', warn: 'note' },
  evidence: '{{name}}: {{value}}',
  rule: 'What was checked: {{what}} Rule: {{rule}}.',
  change: 'What would change it: {{change}}',
  coverage: 'What it covers, and what came later',
  stamp: 'Place of the stamp: page {{page}}, {{x}} mm from the left, {{y}} mm from the top, {{width}} × {{height}} mm',
  later: '[{{state}}] {{what}}: {{rule}}',
  words: 'Page {{page}}, line {{line}}; when sealed: {{was}}; now: {{is}}',
  file: '{{path}}: {{state}}',
  files: '{{count}} files more are covered and unchanged',
  more: '{{count}} more, see the record for programs (JSON) or the screen',
  foot: 'This page records a check made by SealKeeper at the time above. It is no seal and says nothing of the file later. Verify the file itself.',
};
