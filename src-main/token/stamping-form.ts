import { readTbsSign } from '#main/formats/ses/tbs-sign.ts';
import { readApprovedAttributes } from '#main/formats/cms/approved-attributes.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import type { UseBinding } from '#main/warrant/approved-use.ts';
import { useRefused, type StampingWarrant } from '#main/warrant/warrant-office.ts';

/**
 * Refuse before the warrant is taken: bytes that do not give the digest, and bytes that are no stamp of the warrant.
 *
 * @param publicKey 65 bytes: of the key that signs
 * @throws TOKEN_USE_REFUSED
 */
export function refuseOtherBytes(
  { binding }: StampingWarrant,
  publicKey: Uint8Array,
  e: Uint8Array,
  message: Uint8Array,
): void {
  if (Buffer.compare(sm2Digest(publicKey, message), e) !== 0) throw useRefused('otherDigest');
  if (!isFormOfWarrant(binding, message)) throw useRefused('otherForm');
}

/**
 * Are these bytes what a stamp of this warrant signs, and nothing else a key could be asked for?
 *
 * Under the seal profile: TBS_Sign of GB/T 38540 around the seal the warrant names. Under the compatible profile: the DER SET OF the four signed attributes, naming the warrant's
 * certificate. The two begin with different octets (0x30, 0x31), and the statements of other uses with neither.
 */
function isFormOfWarrant(binding: UseBinding, message: Uint8Array): boolean {
  try {
    if (binding.signatureProfile === 'compatible') {
      return Buffer.compare(readApprovedAttributes(message).certificateSm3, binding.signerCertSm3) === 0;
    }
    return readTbsSign(message).seal.esId === binding.sealEsId;
  } catch (error) {
    if (error instanceof StationError) return false;
    throw error;
  }
}
