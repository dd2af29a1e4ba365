import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareScreenDemo } from '#main/app/demo/screen-demo.ts';
import { createWords } from '#main/platform/words.ts';
import { quickenPasswords } from '#test/support/quick-passwords.ts';

declare module 'vitest' {
  interface ProvidedContext {
    office: PreparedOffice;
  }
}

/** The demonstration's office, made once for all journeys; nobody works in this folder itself, only in copies. */
export interface PreparedOffice {
  readonly folder: string;
}

/** Runs once before all journeys. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-office-'));
  const { data, registry } = await prepareScreenDemo(folder, createWords());
  registry.stop();
  await quickenPasswords(path.join(data, 'station.db'));
  project.provide('office', { folder });
  return () => rmSync(folder, { recursive: true, force: true });
}
