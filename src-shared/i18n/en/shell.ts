import type { Translated } from '../translated.ts';
import type { zhCnShell } from '../zh-cn/shell.ts';

export const enShell: Translated<typeof zhCnShell> = {
  program: 'SealKeeper: the seal keeper workstation (in a browser of this computer)',
  options: {
    port: 'port to listen on (default: chosen by the system)',
    demo: 'prepare demonstration data: a fictional office with people, seals and requests',
    noOpen: 'do not open the browser',
    allowRealKey: 'allow a real key to be used from the browser',
  },
  preparing: 'Preparing demonstration data ({{path}}) …',
  prepared: 'Demonstration data ready after {{seconds}} s. Password: {{password}}; PIN of the key: {{pin}}.',
  people: '  {{account}}  {{name}}  {{post}}',
  window: 'SealKeeper is opening its window …',
  noElectron: 'There is no Electron here; the default browser of this computer takes its place.',
  noDisplay: 'There is no desktop to open a window on; a browser of this computer takes its place.',
  opening: 'SealKeeper is running and opens in the default browser:',
  ready: 'SealKeeper is running; open it in a browser of this computer:',
  link: '  {{url}}',
  linkOnce: 'The link works once, within five minutes; for another: npm run cli -- open --data {{data}}',
  stop: 'Ctrl+C stops it.',
  openAgain: 'Open SealKeeper with a fresh link: npm run cli -- open',
  notThisAddress: 'SealKeeper answers only at the address of this computer itself.',
  notBuilt: 'The screen has not been built; run npm start.',
  noSuchPage: 'There is no such page.',
};
