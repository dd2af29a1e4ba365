import type { Translated } from '../translated.ts';
import type { zhCnDoctor, zhCnDoctorValues } from '../zh-cn/doctor.ts';

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

export const enDoctorValues: Translated<typeof zhCnDoctorValues> = {
  smEngine: { native: 'native code', fallback: 'fallback code, slower' },
  secrets: { file: 'a key file in the data folder; this system offers nothing better' },
  registry: 'issued {{at}}',
  timestamp: {
    off: 'no timestamps',
    registry: 'from the registry; one was had just now',
    address: 'from another authority; one was had just now',
    failed: 'none was had just now ({{code}})',
  },
  token: '{{label}}, model {{model}}, serial number {{serial}}. {{tries}}',
};
