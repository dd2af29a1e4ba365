import { StationError } from '#shared/errors/station-error.ts';
import type { OfdPage } from '../document-file.ts';
import { folderOf } from '../location.ts';
import type { OfdDocument, OfdPackage } from '../package.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { attribute, group, transformAttribute } from './markup.ts';
import { translation } from './matrix.ts';
import { inner, type DrawScope } from './scope.ts';
import { flagAttribute, readBoxValue } from './values.ts';

/** The annotations (注释, GB/T 33190-2016 clause 15) of a page, in the order of the file. */
export function drawAnnotations(document: OfdDocument, page: OfdPage, scope: DrawScope): string {
  return annotationsOf(scope.pkg, document, page, () => scope.sheet.problems.add('annotation-unreadable'))
    .map((annotation) => drawAnnotation(annotation, scope))
    .join('');
}

/** @param onDamage told of each file that is missing or cannot be read */
export function annotationsOf(
  pkg: OfdPackage,
  document: OfdDocument,
  page: OfdPage,
  onDamage: () => void,
): XmlElement[] {
  const path = document.annotationsPath;
  if (path === null) return [];
  try {
    const uses = childrenOf(pkg.readXml(path).root, 'Page').filter(
      ({ attributes }) => attributes.get('PageID')?.trim() === page.id,
    );
    return uses.flatMap((use) => {
      const location = childrenOf(use, 'FileLoc')[0]?.text.trim() ?? '';
      if (location === '') return [];
      return childrenOf(pkg.readXml(pkg.notes.resolve(location, folderOf(path), path)).root, 'Annot');
    });
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    onDamage();
    return [];
  }
}

function drawAnnotation(annotation: XmlElement, scope: DrawScope): string {
  const [appearance] = childrenOf(annotation, 'Appearance');
  if (!appearance || !flagAttribute(annotation, 'Visible', true)) return '';
  const boundary = readBoxValue(appearance.attributes.get('Boundary'));
  const place = translation(boundary?.xMm ?? 0, boundary?.yMm ?? 0);
  const own = inner(scope, place);
  if (!own) return '';
  const type = annotation.attributes.get('Type')?.trim() ?? '';
  const named = `${attribute('data-annotation', annotation.attributes.get('ID')?.trim() ?? '')}${attribute('data-type', type)}`;
  return group(named + transformAttribute(place), own.draw(appearance, own));
}
