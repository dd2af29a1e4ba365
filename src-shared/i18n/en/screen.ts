import type { Translated } from '../translated.ts';
import type { zhCnScreen } from '../zh-cn/screen.ts';
import { enApprove } from './screen/approve.ts';
import { enBatch } from './screen/batch.ts';
import { enComponents } from './screen/components.ts';
import { enDesk } from './screen/desk.ts';
import { enFrame } from './screen/frame.ts';
import { enLedgerPage } from './screen/ledger.ts';
import { enPlacing } from './screen/placing.ts';
import { enRequest } from './screen/request.ts';
import { enSettings } from './screen/settings.ts';
import { enGallery } from './screen/gallery.ts';
import { enSetUp } from './screen/set-up.ts';
import { enSignIn } from './screen/sign-in.ts';
import { enSeals } from './screen/seals.ts';
import { enStamp } from './screen/stamp.ts';
import { enStatistics } from './screen/statistics.ts';
import { enTime } from './screen/time.ts';
import { enVerify } from './screen/verify.ts';
import { enViewer } from './screen/viewer.ts';

export const enScreen: Translated<typeof zhCnScreen> = {
  frame: enFrame,
  components: enComponents,
  gallery: enGallery,
  time: enTime,
  signIn: enSignIn,
  setUp: enSetUp,
  desk: enDesk,
  settings: enSettings,
  viewer: enViewer,
  ledger: enLedgerPage,
  verify: enVerify,
  placing: enPlacing,
  request: enRequest,
  approve: enApprove,
  batch: enBatch,
  stamp: enStamp,
  seals: enSeals,
  statistics: enStatistics,
};
