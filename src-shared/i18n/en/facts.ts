import { enOfdChecks, enOfdReasons } from './ofd-facts.ts';
import { enPdfChecks, enPdfReasons } from './pdf-facts.ts';
import type { Translated } from '../translated.ts';
import type { zhCnFacts } from '../zh-cn/facts.ts';

export const enFacts: Translated<typeof zhCnFacts> = {
  checks: {
    ofd: enOfdChecks,
    pdf: enPdfChecks,
    placeholder: '',
  },
  reasons: { ...enOfdReasons, ...enPdfReasons },
};
