import type { Handle, TokenInfo } from 'pkcs11js';
import { StationError } from '#shared/errors/station-error.ts';
import type { HostTokenInfo, TokenRef } from '../host-protocol.ts';
import { tokenFlag } from '../token-flags.ts';
import { callModule, isCkr } from './ckr-failure.ts';
import type { SlotSeries } from './slot-watch.ts';
import type { TokenModule } from './token-module.ts';

/** A token in a slot, as seen just now. The slot is good for this moment only. */
export interface SlotToken {
  readonly slot: Handle;
  readonly info: HostTokenInfo;
}

const CKF_HW_SLOT = 0x4;

/** Answers that mean "nothing usable in this slot", however the driver words it. */
const absentCkrs = ['CKR_TOKEN_NOT_PRESENT', 'CKR_DEVICE_REMOVED', 'CKR_TOKEN_NOT_RECOGNIZED', 'CKR_SLOT_ID_INVALID'];

/** Every token that is plugged in. Two calls: for many modules the first one, without `present`, makes them look. */
export function presentTokens(module: TokenModule, series: SlotSeries): SlotToken[] {
  const { pkcs11 } = module;
  callModule('C_GetSlotList', () => pkcs11.C_GetSlotList(false));
  const slots = callModule('C_GetSlotList', () => pkcs11.C_GetSlotList(true));
  return slots.flatMap((slot) => {
    const info = tokenInfoOf(module, slot);
    return info === null ? [] : [{ slot, info: describe(module, slot, info, series) }];
  });
}

function tokenInfoOf(module: TokenModule, slot: Handle): TokenInfo | null {
  try {
    return callModule('C_GetTokenInfo', () => module.pkcs11.C_GetTokenInfo(slot));
  } catch (error) {
    if (isCkr(error, ...absentCkrs)) return null;
    throw error;
  }
}

function describe(module: TokenModule, slot: Handle, info: TokenInfo, series: SlotSeries): HostTokenInfo {
  const manufacturer = info.manufacturerID.trim();
  const model = info.model.trim();
  const profile = module.profileFor({ manufacturer, model });
  const slotFlags = callModule('C_GetSlotInfo', () => module.pkcs11.C_GetSlotInfo(slot)).flags;
  return {
    serial: info.serialNumber.trim(),
    manufacturer,
    model,
    label: info.label.trim(),
    firmware: `${info.firmwareVersion.major}.${info.firmwareVersion.minor}`,
    flags: info.flags >>> 0,
    minPinLength: Number(info.minPinLen),
    maxPinLength: Number(info.maxPinLen),
    freePublicBytes: memoryFigure(info.freePublicMemory),
    // A software slot counts as training whatever its module calls itself.
    isTraining: profile?.isTraining === true || (slotFlags & CKF_HW_SLOT) === 0,
    profileId: profile?.id ?? null,
    series: series.of(slot),
  };
}

/** CK_UNAVAILABLE_INFORMATION is all ones, in 32 or 64 bits. */
function memoryFigure(value: number | bigint): number | null {
  const figure = Number(value);
  return figure >= 0xffffffff ? null : figure;
}

/**
 * The token with this serial number and manufacturer, wherever it is plugged in. A blank token has no serial number
 * yet and is found by an empty one, if it is the only blank token.
 * @throws TOKEN_ABSENT; TOKEN_WRONG_KEY when others are plugged in and this one is not, or when two answer to it
 */
export function findToken(module: TokenModule, series: SlotSeries, ref: TokenRef): SlotToken {
  const present = presentTokens(module, series);
  const same = present.filter(({ info }) => info.serial === ref.serial && info.manufacturer === ref.manufacturer);
  const [token] = same;
  if (token !== undefined && same.length === 1) return token;
  const others = present.filter(({ info }) => (info.flags & tokenFlag.tokenInitialized) !== 0 || same.length > 1);
  if (others.length === 0) throw new StationError('TOKEN_ABSENT', { serial: ref.serial });
  const actual = others.map(({ info }) => info.serial).join(', ');
  throw new StationError('TOKEN_WRONG_KEY', { expected: ref.serial, actual });
}
