import { zhCnApprove } from './screen/approve.ts';
import { zhCnBatch } from './screen/batch.ts';
import { zhCnComponents } from './screen/components.ts';
import { zhCnDesk } from './screen/desk.ts';
import { zhCnFrame } from './screen/frame.ts';
import { zhCnLedgerPage } from './screen/ledger.ts';
import { zhCnPlacing } from './screen/placing.ts';
import { zhCnRequest } from './screen/request.ts';
import { zhCnSettings } from './screen/settings.ts';
import { zhCnGallery } from './screen/gallery.ts';
import { zhCnSetUp } from './screen/set-up.ts';
import { zhCnSignIn } from './screen/sign-in.ts';
import { zhCnSeals } from './screen/seals.ts';
import { zhCnStamp } from './screen/stamp.ts';
import { zhCnStatistics } from './screen/statistics.ts';
import { zhCnTime } from './screen/time.ts';
import { zhCnVerify } from './screen/verify.ts';
import { zhCnViewer } from './screen/viewer.ts';

/** What the windows say, by area. */
export const zhCnScreen = {
  frame: zhCnFrame,
  components: zhCnComponents,
  gallery: zhCnGallery,
  time: zhCnTime,
  signIn: zhCnSignIn,
  setUp: zhCnSetUp,
  desk: zhCnDesk,
  settings: zhCnSettings,
  viewer: zhCnViewer,
  ledger: zhCnLedgerPage,
  verify: zhCnVerify,
  placing: zhCnPlacing,
  request: zhCnRequest,
  approve: zhCnApprove,
  batch: zhCnBatch,
  stamp: zhCnStamp,
  seals: zhCnSeals,
  statistics: zhCnStatistics,
} as const;
