import { StationError } from '#shared/errors/station-error.ts';
import type { OfdPage } from '../document-file.ts';
import type { OfdDocument, OfdPackage } from '../package.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import type { DrawProblems } from './draw-problems.ts';
import { withPageResources, type Resources } from './resources.ts';

/** One layer of the page or of a template it uses, with the resources its objects refer to. */
export interface PageLayer {
  readonly element: XmlElement;
  readonly resources: Resources;
}

const ranks: Readonly<Record<string, number>> = { Background: 0, Body: 2, Foreground: 4 };
const maxTemplates = 64;

/**
 * Layers in the order they are painted: by kind from background to foreground, templates of a kind below layers of
 * the page (GB/T 33190-2016 clauses 7.7 and 7.6), and otherwise in the order of the file.
 */
export function pageLayers(
  pkg: OfdPackage,
  document: OfdDocument,
  page: OfdPage,
  shared: Resources,
  problems: DrawProblems,
): PageLayer[] {
  const root = rootOf(pkg, page.path);
  if (!root) {
    problems.add('page-unreadable');
    return [];
  }
  const ranked: { layer: PageLayer; rank: number }[] = [];
  for (const use of childrenOf(root, 'Template').slice(0, maxTemplates)) {
    const id = use.attributes.get('TemplateID')?.trim() ?? '';
    const path = document.templates.find((template) => template.id === id)?.path;
    const templateRoot = path === undefined ? null : rootOf(pkg, path);
    if (path === undefined || !templateRoot) {
      problems.add('template-missing', id);
      continue;
    }
    const order = use.attributes.get('ZOrder')?.trim() ?? zOrderOf(pkg, document, id) ?? 'Background';
    const resources = withPageResources(pkg, templateRoot, path, shared, problems);
    for (const element of layersOf(templateRoot))
      ranked.push({ layer: { element, resources }, rank: ranks[order] ?? 0 });
  }
  const resources = withPageResources(pkg, root, page.path, shared, problems);
  for (const element of layersOf(root)) {
    const rank = (ranks[element.attributes.get('Type')?.trim() ?? 'Body'] ?? 2) + 1;
    ranked.push({ layer: { element, resources }, rank });
  }
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ layer }) => layer);
}

function layersOf(root: XmlElement): XmlElement[] {
  return childrenOf(root, 'Content').flatMap((content) => childrenOf(content, 'Layer'));
}

function zOrderOf(pkg: OfdPackage, document: OfdDocument, id: string): string | undefined {
  const common = childrenOf(pkg.readXml(document.body.rootPath).root, 'CommonData');
  return common
    .flatMap((element) => childrenOf(element, 'TemplatePage'))
    .find(({ attributes }) => attributes.get('ID')?.trim() === id)
    ?.attributes.get('ZOrder')
    ?.trim();
}

/** Null when the file is missing or damaged. */
function rootOf(pkg: OfdPackage, path: string): XmlElement | null {
  try {
    return pkg.readXml(path).root;
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
