import type { NameParts } from '#main/trust/distinguished-name.ts';
import type { TokenModel } from '#shared/registry/administration.ts';

/**
 * Names of the demonstration: bodies and people that do not exist. Every certificate says that it is for tests, so
 * that nothing made here can pass for the real thing.
 */

/** Name of the registry in its statements. */
export const demonstrationRegistry = '青禾县电子印章登记中心（演示）';

const organization = '青禾县电子印章演示中心（测试）';

export const rootSubject: NameParts = { C: 'CN', O: organization, CN: '演示根 CA（测试，不可信）' };
export const operatingSubject: NameParts = { C: 'CN', O: organization, CN: '演示运营 CA（测试）' };
export const makerSubject: NameParts = { C: 'CN', O: organization, OU: '制章', CN: '演示制章者（测试）' };
export const registrySubject: NameParts = { C: 'CN', O: organization, OU: '登记', CN: '演示登记中心（测试）' };

export const timestampSubject: NameParts = { C: 'CN', O: organization, OU: '时间戳', CN: '演示时间戳服务（测试）' };

/** OU of every certificate for a user or a machine. */
export const testUnit = '演示（测试）';

/** People of the issuing side: a reviewer who is not the maker, and administrators who are neither (C.8). */
export const firstAccounts = [
  { account: 'reviewer', name: '周审核', role: 'reviewer' },
  { account: 'maker', name: '吴制章', role: 'maker' },
  { account: 'admin', name: '郑管理', role: 'admin' },
  { account: 'auditor', name: '冯审计', role: 'auditor' },
] as const;

/** The software USB Key that comes with the program; its product certificate says what it is. */
export const trainingTokenModel: TokenModel = {
  model: 'softkey-training',
  productCertificate: '演示用软件密码钥匙，无产品证书',
  isTraining: true,
};
