import { zhCnComponents } from './screen/components.ts';
import { zhCnDesk } from './screen/desk.ts';
import { zhCnFrame } from './screen/frame.ts';
import { zhCnSettings } from './screen/settings.ts';
import { zhCnSignIn } from './screen/sign-in.ts';
import { zhCnTime } from './screen/time.ts';

/** What the windows say, by area. */
export const zhCnScreen = {
  frame: zhCnFrame,
  components: zhCnComponents,
  time: zhCnTime,
  signIn: zhCnSignIn,
  desk: zhCnDesk,
  settings: zhCnSettings,
} as const;
