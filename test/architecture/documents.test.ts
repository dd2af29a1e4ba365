import { existsSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layers } from './import-table.ts';
import { filesUnder, root, text } from './sources.ts';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...filesUnder('docs', /\.md$/),
] as const;
const tests = filesUnder('test', /\.test\.ts$/);

function matches(path: string, pattern: RegExp): readonly string[] {
  return [...text(path).matchAll(pattern)].map((match) => match[1]!);
}

/** Rows of every table whose first heading is `heading`, cell by cell. */
function rows(path: string, heading: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let isInside = false;
  for (const line of text(path).split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (!line.startsWith('|')) isInside = false;
    else if (cells[1] === heading) isInside = true;
    else if (isInside && !line.startsWith('|-')) found.push(cells.slice(1, -1));
  }
  return found;
}

describe('the documents', () => {
  it('link to nothing that is not there', () => {
    const broken = documents.flatMap((path) =>
      matches(path, /\]\(([^)#\s]+)[^)]*\)/g)
        .filter((link) => !/^https?:/.test(link))
        .filter((link) => !existsSync(join(root, dirname(path), link)))
        .map((link) => `${path} -> ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('name no file of the sources that is not there', () => {
    // A folder may be named before it exists: plans say so, and git keeps no empty folder.
    const named = /`((?:src-[a-z]+|test|native|assets|docs)\/[\w./-]+\.[a-z]+)`/g;
    const missing = documents.flatMap((path) =>
      matches(path, named)
        .filter((name) => !existsSync(join(root, name)))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('list every decision once', () => {
    const records = filesUnder('docs/adr', /^\d{4}-.*\.md$/).map((path) => basename(path));
    expect(matches('docs/adr/README.md', /\]\((\d{4}-[^)]+)\)/g)).toEqual(records);
    for (const record of records) {
      const page = text(`docs/adr/${record}`);
      const parts = ['Status: ', '## Context', '## Options', '## Outcome', '## Consequences', 'Good: ', 'Bad: '];
      expect(parts.filter((part) => !page.includes(part)).map((part) => `${record}: ${part}`)).toEqual([]);
    }
  });

  it('show the rooms in the layers the import table has', () => {
    const shown = rows('docs/architecture.md', 'Layer').map(([, rooms]) =>
      [...(rooms ?? '').matchAll(/`([a-z]+)`/g)].map((match) => match[1]!),
    );
    expect(shown).toEqual(layers);
  });

  it('name every command of the command line in the README, and no other', () => {
    const files = filesUnder('src-main/cli/commands', /\.ts$/);
    const commands = files.flatMap((path) => matches(path, /\.command\('([a-z]+)'\)/g));
    const shown = rows('README.md', 'Command').map(([command]) => /^`((?:ledger )?[a-z]+)/.exec(command ?? '')?.[1]);
    const parts = shown.flatMap((command) => command?.split(' ') ?? []);
    expect(new Set(parts)).toEqual(new Set(commands));
  });
});

describe('the threat model', () => {
  const attacks = rows('docs/threat-model.md', 'ATK');

  it('answers every attack from 1 to 50 once', () => {
    expect(attacks.map(([number]) => Number(number))).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    const states = attacks.map(([, , state]) => /^[a-z ]+/.exec(state ?? '')?.[0].trim());
    expect(states.filter((state) => !/^(covered|partly|not yet|outside)/.test(state ?? ''))).toEqual([]);
  });

  it('names tests that are there', () => {
    const known = new Set([...tests, ...tests.map((path) => basename(path))]);
    const named = attacks.flatMap(([, , , where]) => [...(where ?? '').matchAll(/`([^`*]+\.test\.ts)`/g)]);
    const missing = named.map((match) => match[1]!).filter((name) => !isKnown(known, name));
    expect(missing).toEqual([]);
  });

  it('calls no attack unanswered that a test answers', () => {
    const open = attacks.filter(([, , state]) => state?.startsWith('not yet')).map(([number]) => `ATK-${number}`);
    const titles = new Set(tests.flatMap((path) => matches(path, /(ATK-\d+)/g)));
    expect(open.filter((attack) => titles.has(attack))).toEqual([]);
  });
});

function isKnown(known: ReadonlySet<string>, name: string): boolean {
  return known.has(normalize(`test/${name}`)) || [...known].some((path) => path.endsWith(`/${name}`) || path === name);
}
