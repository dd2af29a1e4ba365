import type { NewPerson } from '#main/station/people.ts';

/** Fictional people of a fictional county. One password for all: it guards nothing but a demonstration. */
export const demoPassword = '演示密码-demo';
export const demoPin = '135790';
export const demoOfficerPin = '97531024';

const deptName = '办公室';

export const demoUnit = { code: '11410799MB0000001L', name: '青禾县农业农村局', region: '410799' };

export const demoAdministrators: readonly NewPerson[] = [
  {
    account: 'system',
    name: '何文涛',
    post: '系统管理员',
    deptName: '信息中心',
    roles: ['system'],
    password: demoPassword,
  },
  {
    account: 'security',
    name: '罗静',
    post: '安全管理员',
    deptName: '信息中心',
    roles: ['security'],
    password: demoPassword,
  },
  {
    account: 'auditor',
    name: '冯国平',
    post: '审计员',
    deptName: '监察室',
    roles: ['auditor'],
    password: demoPassword,
  },
];

export const demoStaff: readonly NewPerson[] = [
  { account: 'lin', name: '林晓棠', post: '科员', deptName: '种业管理股', roles: ['handler'], password: demoPassword },
  { account: 'he', name: '贺志远', post: '副局长', deptName, roles: ['approver'], password: demoPassword },
  { account: 'lu', name: '陆文焕', post: '局长', deptName, roles: ['head'], password: demoPassword },
  { account: 'zhou', name: '周敏芝', post: '印章保管人', deptName, roles: ['custodian'], password: demoPassword },
];

export const demoAccounts = {
  system: 'system',
  handler: 'lin',
  approver: 'he',
  custodian: 'zhou',
  auditor: 'auditor',
} as const;
