/** Roles of `regulations`: 保管人、经办人、批准人、主要负责人、系统管理员、安全管理员、审计员、信息化人员. */
export const roles = ['custodian', 'handler', 'approver', 'head', 'system', 'security', 'auditor', 'exporter'] as const;
export type Role = (typeof roles)[number];
