import type { Translated } from '../translated.ts';
import type { zhCnDoctor } from '../zh-cn/doctor.ts';

export const enDoctor: Translated<typeof zhCnDoctor> = {
  runtime: 'Runtime',
  dataFolder: 'Data folder',
  freeSpace: 'Free disk space',
  smEngine: 'SM engine',
  secrets: 'Protection of machine secrets',
  station: 'Station',
  ledger: 'Ledger leaves',
  registry: 'Status list of the registry',
  timestamp: 'Timestamps',
  pkcs11Module: 'Key driver (PKCS#11)',
  token: 'USB Key',
  trainingToken: 'USB Key (software key for training, never for production)',
};
