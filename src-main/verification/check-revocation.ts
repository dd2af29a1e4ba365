import { revocationArchive } from '#main/formats/cms/revocation-archive.ts';
import type { SignedData, SignerInfo } from '#main/formats/cms/signed-data.ts';
import { joinMaterial, materialInDocument, noMaterial, type CarriedMaterial } from '#main/trust/revocation-material.ts';
import type { RevocationQuestion } from './check-signer.ts';
import type { SigningTime } from './check-time.ts';
import type { TrustContext } from './trust-context.ts';

/** Lists and responses that stand inside a signature: in SignedData itself, and in attributes of the signer. */
export function carriedMaterial(data: SignedData, signer: SignerInfo | undefined): CarriedMaterial {
  const archive = signer ? revocationArchive(signer) : { lists: [], responses: [] };
  const { revocationLists, statusResponses } = data;
  return materialInDocument([...revocationLists, ...archive.lists], [...statusResponses, ...archive.responses]);
}

/** What is kept here, and what the document brought. */
export function revocationQuestion(
  context: TrustContext,
  time: SigningTime,
  carried: readonly (CarriedMaterial | undefined)[],
): RevocationQuestion {
  const material = carried.reduce<ReturnType<typeof joinMaterial>>(
    (all, one) => (one ? joinMaterial(all, one) : all),
    context.revocation ?? noMaterial,
  );
  return {
    material,
    now: context.now,
    isTimeProven: time.source === 'timestamp',
    tellsSilence: context.revocation !== undefined,
  };
}
