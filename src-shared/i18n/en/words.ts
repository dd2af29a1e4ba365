import { enApprovals } from './approvals.ts';
import { enChecks } from './checks.ts';
import { enCli } from './cli.ts';
import { enDetails } from './details.ts';
import { enDoctor, enDoctorValues } from './doctor.ts';
import { enErrors } from './errors.ts';
import { enFacts } from './facts.ts';
import { enLedger } from './ledger.ts';
import { enNotices } from './notices.ts';
import { enOfdDetails } from './ofd-details.ts';
import { enOfdDraw } from './ofd-draw.ts';
import { enPdfDetails } from './pdf-details.ts';
import { enRegistryDetails } from './registry-details.ts';
import { enScreen } from './screen.ts';
import { enShell } from './shell.ts';
import { enStates } from './states.ts';
import { enToken } from './token.ts';

export const enWords = {
  errors: enErrors,
  details: enDetails,
  ofd: enOfdDetails,
  ofdDraw: enOfdDraw,
  pdf: enPdfDetails,
  registry: enRegistryDetails,
  checks: enChecks,
  states: enStates,
  token: enToken,
  facts: enFacts,
  cli: enCli,
  ledger: enLedger,
  approvals: enApprovals,
  notices: enNotices,
  shell: enShell,
  doctor: enDoctor,
  doctorValues: enDoctorValues,
  screen: enScreen,
} as const;
