import { StationError } from '#shared/errors/station-error.ts';
import { readDocumentFile, type DocumentFile } from './document-file.ts';
import { folderOf, resolveLocation } from './location.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { childrenOf, descendantsOf, onlyChild, type XmlElement } from './xml-tree.ts';

/**
 * Every file a reader may open when it shows this document: Document.xml, pages, templates, resources with their fonts
 * and images, annotations, attachments, custom tags, extensions, and the same for each stored version (ATK-14, ATK-16,
 * ATK-25). Only files that exist are listed; a file that cannot be parsed counts, what it would lead to cannot be told.
 *
 * @returns absolute paths, without OFD.xml
 */
export function reachableFiles(pkg: OfdPackage, document: OfdDocument): Set<string> {
  const walk = createWalk(pkg);
  walk.visitDocument(document.body.rootPath, document);
  for (const path of document.body.versionPaths) walk.visitVersion(path);
  return walk.found;
}

function createWalk(pkg: OfdPackage) {
  const found = new Set<string>();

  /** @returns whether the file exists and is met for the first time */
  function add(path: string): boolean {
    if (found.has(path) || !pkg.files.has(path)) return false;
    found.add(path);
    return true;
  }

  function rootOf(path: string): XmlElement | null {
    try {
      return pkg.readXml(path).root;
    } catch (error) {
      if (error instanceof StationError) return null;
      throw error;
    }
  }

  /** Follows the locations in the text of the named elements, wherever they stand in the file. */
  function visitLinks(path: string | null, names: readonly string[]): void {
    if (path === null || !add(path)) return;
    const root = rootOf(path);
    if (!root) return;
    for (const element of descendantsOf(root)) {
      const location = names.includes(element.name) ? element.text.trim() : '';
      if (location !== '') add(pkg.notes.resolve(location, folderOf(path), path));
    }
  }

  function visitResource(path: string): void {
    if (!add(path)) return;
    const root = rootOf(path);
    if (!root) return;
    const base = root.attributes.get('BaseLoc')?.trim() ?? '';
    const folder = base === '' ? folderOf(path) : resourceFolder(base, folderOf(path));
    for (const element of descendantsOf(root)) {
      const isFile = element.name === 'MediaFile' || element.name === 'FontFile';
      const location = isFile ? element.text.trim() : (element.attributes.get('Profile')?.trim() ?? '');
      if (location !== '') add(locate(location, [folder, folderOf(path)], path));
    }
  }

  /** Resources count from BaseLoc; some producers repeat BaseLoc in each location, some ignore it. */
  function locate(location: string, folders: readonly string[], origin: string): string {
    const fitting = folders.find((folder) => {
      try {
        return resolveLocation(location, folder, pkg.index, origin).reading !== 'missing';
      } catch (error) {
        if (error instanceof StationError) return false;
        throw error;
      }
    });
    if (fitting !== undefined) return pkg.notes.resolve(location, fitting, origin);
    return pkg.notes.resolve(location, folders[0] ?? '', origin);
  }

  /** Parsing thousands of pages to find that none has resources of its own would take most of the time. */
  function mentionsOwnResources(path: string): boolean {
    try {
      const bytes = pkg.read(path);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('PageRes');
    } catch (error) {
      if (error instanceof StationError) return false;
      throw error;
    }
  }

  function visitPage(path: string): void {
    if (!add(path)) return;
    const root = mentionsOwnResources(path) ? rootOf(path) : null;
    if (!root) return;
    for (const { text } of childrenOf(root, 'PageRes')) {
      visitResource(pkg.notes.resolve(text, folderOf(path), path));
    }
  }

  function visitDocument(rootPath: string, document: DocumentFile): void {
    add(rootPath);
    document.resourcePaths.forEach(visitResource);
    for (const { path } of [...document.templates, ...document.pages]) visitPage(path);
    visitLinks(document.annotationsPath, ['FileLoc']);
    visitLinks(document.attachmentsPath, ['FileLoc']);
    visitLinks(document.customTagsPath, ['FileLoc', 'SchemaLoc']);
    visitLinks(document.extensionsPath, ['ExtendData']);
  }

  function visitVersion(path: string): void {
    visitLinks(path, ['File']);
    const root = pkg.files.has(path) ? rootOf(path) : null;
    const location = root ? (onlyChild(root, 'DocRoot', path)?.text.trim() ?? '') : '';
    if (location === '') return;
    const rootPath = pkg.notes.resolve(location, folderOf(path), path);
    if (!pkg.files.has(rootPath)) return;
    visitDocument(rootPath, readDocumentFile(pkg.readXml(rootPath), pkg.notes, pkg.limits));
  }

  return { found, visitDocument, visitVersion };
}

function resourceFolder(base: string, folder: string): string {
  const slashed = base.replaceAll('\\', '/').replace(/\/+$/, '');
  if (slashed.startsWith('/')) return slashed;
  const segments = folder.split('/');
  for (const segment of slashed.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
