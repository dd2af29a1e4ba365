/** The only things of a register entry that may be corrected: never time, seal, file or persons (lifecycles C.5). */
export const correctableFields = ['remark', 'archiveNo', 'returnedDocument'] as const;

/** What two persons can find about an outcome 结果不明. That no signature was found does not say that there is none. */
export const settlementFindings = ['signature-found', 'no-signature-found'] as const;
export type SettlementFinding = (typeof settlementFindings)[number];
