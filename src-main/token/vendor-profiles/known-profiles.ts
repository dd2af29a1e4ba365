import { ibm } from './ibm.ts';
import { luna } from './luna.ts';
import { mssince } from './mssince.ts';
import type { VendorProfile } from './profile-shape.ts';
import { sansec } from './sansec.ts';
import { softkey } from './softkey.ts';
import { tass } from './tass.ts';
import { westoneA } from './westone-a.ts';
import { westoneB } from './westone-b.ts';

/**
 * Families whose SM2 numbers are public. Feitian, Longmai, Haitai, Watchdata and HED publish none: their tokens are
 * refused as unknown until a site adds the vendor's values.
 */
export const knownProfiles: readonly VendorProfile[] = [softkey, sansec, tass, luna, ibm, westoneA, westoneB, mssince];
