import { zhCnApprovals } from './approvals.ts';
import { zhCnChecks } from './checks.ts';
import { zhCnCli } from './cli.ts';
import { zhCnDetails } from './details.ts';
import { zhCnDoctor, zhCnDoctorValues } from './doctor.ts';
import { zhCnErrors } from './errors.ts';
import { zhCnFacts } from './facts.ts';
import { zhCnLedger } from './ledger.ts';
import { zhCnNotices } from './notices.ts';
import { zhCnOfdDetails } from './ofd-details.ts';
import { zhCnOfdDraw } from './ofd-draw.ts';
import { zhCnPdfDetails } from './pdf-details.ts';
import { zhCnRegistryDetails } from './registry-details.ts';
import { zhCnScreen } from './screen.ts';
import { zhCnShell } from './shell.ts';
import { zhCnStates } from './states.ts';
import { zhCnToken } from './token.ts';

/** The source catalogue: every sentence a person reads. */
export const zhCnWords = {
  errors: zhCnErrors,
  details: zhCnDetails,
  ofd: zhCnOfdDetails,
  ofdDraw: zhCnOfdDraw,
  pdf: zhCnPdfDetails,
  registry: zhCnRegistryDetails,
  checks: zhCnChecks,
  states: zhCnStates,
  token: zhCnToken,
  facts: zhCnFacts,
  cli: zhCnCli,
  ledger: zhCnLedger,
  approvals: zhCnApprovals,
  notices: zhCnNotices,
  shell: zhCnShell,
  doctor: zhCnDoctor,
  doctorValues: zhCnDoctorValues,
  screen: zhCnScreen,
} as const;
