import { useEffect, useRef } from 'react';
import type { RegisterForm } from '#shared/contract/register-form.ts';

/** The seal asked for last, or the only one, needs no choosing; where neither is in use, the person chooses. */
export function useFirstSeal(
  { seals }: RegisterForm,
  chosen: string | undefined,
  last: string | null | undefined,
  choose: (esId: string) => void,
): void {
  const isOpen = last !== undefined && !seals.some(({ esId }) => esId === chosen);
  const first = seals.find(({ esId }) => esId === last) ?? (seals.length === 1 ? seals[0] : undefined);
  const esId = isOpen ? first?.esId : undefined;
  const take = useRef(choose);
  take.current = choose;
  useEffect(() => {
    if (esId !== undefined) take.current(esId);
  }, [esId]);
}
