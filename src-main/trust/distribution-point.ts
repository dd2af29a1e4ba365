import {
  childrenOf,
  contextConstructed,
  contextPrimitive,
  readDer,
  type DerElement,
} from '#main/formats/der/der-element.ts';
import { DerError } from '#main/formats/der/der-error.ts';

/** `issuingDistributionPoint` of a revocation list (RFC 5280 5.2.5): which certificates the list covers. */
export interface IssuingDistributionPoint {
  /** Encoded GeneralNames, lower-case hex; empty when the list is not split by place. */
  readonly names: readonly string[];
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  /** Indirect, for attribute certificates, or for some reasons only: not used here. */
  readonly isSpecial: boolean;
}

const where = 'DistributionPoint';
const MAX_BYTES = 16 * 1024;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** @throws DerError */
export function readIssuingDistributionPoint(value: Uint8Array): IssuingDistributionPoint {
  const children = childrenOf(readDer(value, where, MAX_BYTES), where);
  const has = (...numbers: number[]): boolean =>
    children.some(({ identifier, content }) => numbers.map(contextPrimitive).includes(identifier) && content[0] !== 0);
  return {
    names: namesIn(children),
    onlyUserCertificates: has(1),
    onlyCaCertificates: has(2),
    isSpecial: has(3, 4, 5),
  };
}

/** GeneralNames of every point in `cRLDistributionPoints` of a certificate, lower-case hex. @throws DerError */
export function readDistributionPointNames(value: Uint8Array): string[] {
  const points = childrenOf(readDer(value, where, MAX_BYTES), where);
  return points.flatMap((point) => namesIn(childrenOf(point, where)));
}

/** `distributionPoint [0] { fullName [0] GeneralNames }`; a name relative to the issuer is not used by anyone met. */
function namesIn(fields: readonly DerElement[]): string[] {
  const point = fields.find(({ identifier }) => identifier === contextConstructed(0));
  if (point === undefined) return [];
  const fullName = childrenOf(point, where)[0];
  if (fullName?.identifier !== contextConstructed(0)) throw new DerError('tag-unexpected', where);
  return childrenOf(fullName, where).map(({ bytes }) => hex(bytes));
}
