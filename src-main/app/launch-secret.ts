import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import { StationError } from '#shared/errors/station-error.ts';

/**
 * How the right browser finds the running shell: a secret in a file that only this user can read (0600), made anew at
 * every start. Whoever can read it can mint links; a link works once, and for a short time.
 */
const fileSchema = z.strictObject({ port: z.int().min(1).max(65_535), secret: z.base64url().length(43) });

/** A link lies in a terminal and in a browser's history, so it is worth nothing soon. */
const linkMs = 5 * 60_000;

const secretFile = (dataFolder: string): string => path.join(dataFolder, 'launch.json');

export interface LaunchGate {
  /** A fresh link of this shell. */
  link(): string;
  /** True once for every genuine, fresh token. */
  redeem(token: string): boolean;
  /** Removes the file: no shell is listening any more. */
  close(): void;
}

/** Writes the secret of a shell that listens on `port`. */
export function openLaunchGate(dataFolder: string, port: number, now: () => Date): LaunchGate {
  const secret = randomBytes(32).toString('base64url');
  const file = secretFile(dataFolder);
  writeDurably(`${file}.new`, [Buffer.from(JSON.stringify({ port, secret }))]);
  renameDurably(`${file}.new`, file);
  const redeemed = new Map<string, number>();
  return {
    link: () => mintLink(port, secret, now()),
    redeem: (token) => {
      const nowMs = now().getTime();
      for (const [old, untilMs] of redeemed) if (untilMs < nowMs) redeemed.delete(old);
      const untilMs = validUntil(token, secret);
      if (untilMs === null || untilMs < nowMs || redeemed.has(token)) return false;
      redeemed.set(token, untilMs);
      return true;
    },
    close: () => fs.rmSync(file, { force: true }),
  };
}

/** A link from outside the shell's process, for the same user. @throws STATION_NOT_RUNNING */
export function linkFromSecret(dataFolder: string, now: Date): string {
  try {
    const { port, secret } = fileSchema.parse(JSON.parse(fs.readFileSync(secretFile(dataFolder), 'utf8')));
    return mintLink(port, secret, now);
  } catch (error) {
    throw new StationError('STATION_NOT_RUNNING', { path: dataFolder }, error);
  }
}

function mintLink(port: number, secret: string, now: Date): string {
  const claim = `${(now.getTime() + linkMs).toString(36)}.${randomBytes(12).toString('base64url')}`;
  return `http://127.0.0.1:${port}/?launch=${claim}.${sealOf(claim, secret)}`;
}

function sealOf(claim: string, secret: string): string {
  return createHmac('sha256', secret).update(claim).digest('base64url');
}

function validUntil(token: string, secret: string): number | null {
  const [, claim, seal] = /^([0-9a-z]{1,12}\.[\w-]{16})\.([\w-]{43})$/.exec(token) ?? [];
  if (claim === undefined || seal === undefined) return null;
  if (!timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(claim, secret)))) return null;
  return Number.parseInt(claim, 36);
}
