/** Grades of State secrets (国家秘密), the highest first, as documents bear them. */
export const secrecyGrades = ['绝密', '机密', '秘密'] as const;

/** What may follow a grade: what it is a grade of, and how long (GB/T 9704-2012 clause 7.2.2). */
export const secrecyTails = {
  of: ['级', '件', '文件'],
  years: '[0-9一二三四五六七八九十]+年',
  always: '长期',
} as const;
