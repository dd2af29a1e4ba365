import { StationError } from '#shared/errors/station-error.ts';
import type { OfdPackage } from '../package.ts';
import { descendantsOf, type XmlElement } from '../xml-tree.ts';
import { faxTiffAsPng } from './fax-tiff.ts';
import { isJbig2, isTiff } from './image-object.ts';
import { jbig2AsPng } from './jbig2-picture.ts';
import type { Resources } from './resources.ts';
import type { Sheet } from './sheet.ts';

/**
 * Decodes the pictures in JBIG2 and fax coding that objects refer to, before they are drawn: their decoder answers
 * later, and drawing does not wait.
 */
export async function decodeAhead(
  parents: readonly XmlElement[],
  resources: Resources,
  pkg: OfdPackage,
  sheet: Sheet,
): Promise<void> {
  const inComposites = [...resources.composites.values()];
  for (const parent of [...parents, ...inComposites]) {
    for (const { name, attributes } of descendantsOf(parent)) {
      if (name !== 'ImageObject') continue;
      for (const id of ['ResourceID', 'Substitution', 'ImageMask'].map((key) => attributes.get(key))) {
        const resource = resources.media.get(id?.trim() ?? '');
        const path = resource?.path ?? null;
        if (!resource || path === null || sheet.decoded.has(path)) continue;
        if (isJbig2(resource)) sheet.decoded.set(path, await decode(path, pkg, sheet, jbig2AsPng));
        if (isTiff(resource)) sheet.decoded.set(path, await decode(path, pkg, sheet, faxTiffAsPng));
      }
    }
  }
}

async function decode(
  path: string,
  pkg: OfdPackage,
  sheet: Sheet,
  decoder: typeof jbig2AsPng,
): Promise<Uint8Array | null> {
  if ((pkg.files.get(path)?.inflatedBytes ?? Infinity) > sheet.limits.maxImageBytes) return null;
  try {
    return await decoder(pkg.read(path), sheet.limits);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
