import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import type { DataPaths } from '#main/platform/paths.ts';
import { sealCategories } from '#shared/model/register-entry.ts';
import { sealStateSchema } from '#shared/model/seal.ts';
import { personSchema } from '#shared/registry/wire-values.ts';

const base64Bytes = z.base64();

const keptApplicationSchema = z.strictObject({
  version: z.literal(1),
  caseId: z.string(),
  sealName: z.string(),
  category: z.enum(sealCategories),
  sizeMm: z.int(),
  custodian: personSchema,
  token: z.strictObject({
    serial: z.string(),
    manufacturer: z.string(),
    model: z.string(),
    isTraining: z.boolean(),
    ckaId: base64Bytes,
    publicKey: base64Bytes,
  }),
  caseState: sealStateSchema,
  /** What the registry gave as its reason, for a case that was sent back. */
  reason: z.string().nullable(),
  esId: z.string().nullable(),
  isOnKey: z.boolean(),
});

/**
 * The one application for a seal that is under way. The registry's people may take days, so it outlives the program;
 * there is no PIN in it.
 */
export type KeptApplication = Readonly<z.infer<typeof keptApplicationSchema>>;

const fileOf = (paths: DataPaths): string => path.join(paths.folder, 'seal-application.json');

/** @returns null when nothing is under way, or what lies there cannot be read */
export function readApplication(paths: DataPaths): KeptApplication | null {
  const file = fileOf(paths);
  if (!fs.existsSync(file)) return null;
  try {
    return keptApplicationSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function keepApplication(paths: DataPaths, application: KeptApplication): void {
  const file = fileOf(paths);
  writeDurably(`${file}.new`, [Buffer.from(JSON.stringify(application))]);
  renameDurably(`${file}.new`, file);
}

/** Once the seal is in use, or when a new one is applied for. */
export function forgetApplication(paths: DataPaths): void {
  fs.rmSync(fileOf(paths), { force: true });
}
