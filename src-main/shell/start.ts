import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { prepareScreenDemo } from '#main/app/demo/screen-demo.ts';
import { programFiles } from '#main/app/program-files.ts';
import { runOnTerminal } from '#main/platform/processes.ts';
import { createWords } from '#main/platform/words.ts';
import { chooseShell } from './shell-choice.ts';

// `npm start [-- --data DIR | --demo]`: the desktop window where Electron is at hand, else the browser. Arguments go
// to whichever opens.

const words = createWords(process.env['SEALKEEPER_LANGUAGE'] === 'en' ? 'en' : 'zh-CN');
const say = (key: string, facts?: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${words.say(`shell.${key}`, facts)}\n`);
};

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

async function openWindow(executable: string): Promise<void> {
  const args = process.argv.slice(2);
  const { values } = parseArgs({ args, options: { demo: { type: 'boolean' } }, strict: false });
  const main = path.join(programFiles.root, 'dist', 'app', 'main.js');
  if (values.demo !== true) {
    say('window');
    process.exitCode = await runOnTerminal(executable, [main, ...args]);
    return;
  }
  const folder = path.join(programFiles.root, '.demo', 'screen');
  const startedAt = performance.now();
  say('preparing', { path: folder });
  const { data, registry } = await prepareScreenDemo(folder, words);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say('prepared', { seconds, password: demoPassword, pin: demoPin });
  try {
    process.exitCode = await runOnTerminal(executable, [main, '--data', data]);
  } finally {
    registry.stop();
  }
}

const choice = chooseShell({
  environment: process.env,
  platform: process.platform,
  packageFolder: path.join(programFiles.root, 'node_modules', 'electron'),
  isExecutable,
});
if (choice.kind === 'electron') {
  await openWindow(choice.executable);
} else {
  say(choice.because);
  await import('./node/main.ts');
}
