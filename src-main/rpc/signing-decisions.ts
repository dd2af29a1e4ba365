import { changeSignatureForm, readSignatureForm } from '#main/station/signature-form.ts';
import { changeLongTermLevel, readLongTermLevel } from '#main/stamping/long-term-settings.ts';
import { transaction } from '#main/storage/database.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

/** The form of signature an application begins with. */
export function signatureFormMethods(guarded: ReturnType<typeof guardedContract>, { db, clock }: StationParts) {
  const { signatureForm } = guarded.station;
  return {
    read: signatureForm.read.handler(() => readSignatureForm(db)),
    change: signatureForm.change.handler(({ input, context }) => {
      const { account } = signedIn(context);
      transaction(db, (tx) => changeSignatureForm(tx, input.profile, { account, at: clock.now() }));
      return readSignatureForm(db);
    }),
  };
}

/** What is put behind a stamped PDF. */
export function longTermMethods(guarded: ReturnType<typeof guardedContract>, { db, clock }: StationParts) {
  const { longTerm } = guarded.station;
  return {
    read: longTerm.read.handler(() => readLongTermLevel(db)),
    change: longTerm.change.handler(({ input, context }) => {
      const { account } = signedIn(context);
      transaction(db, (tx) => changeLongTermLevel(tx, input.level, { account, at: clock.now() }));
      return readLongTermLevel(db);
    }),
  };
}
