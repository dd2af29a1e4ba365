/** The only things of a register entry that may be corrected: never time, seal, file or persons (lifecycles C.5). */
export const correctableFields = ['remark', 'archiveNo', 'returnedDocument'] as const;
