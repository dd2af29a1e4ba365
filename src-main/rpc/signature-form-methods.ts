import { changeSignatureForm, readSignatureForm } from '#main/station/signature-form.ts';
import { transaction } from '#main/storage/database.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

/** How this office signs, as far as it is a decision of the office. */
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
