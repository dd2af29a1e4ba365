import { StationError } from '#shared/errors/station-error.ts';
import type { Box } from '../geometry.ts';
import type { OfdPackage } from '../package.ts';
import type { XmlElement } from '../xml-tree.ts';
import type { Drawn } from './drawn.ts';
import { attribute, group, transformAttribute } from './markup.ts';
import { scaling, type Matrix } from './matrix.ts';
import { definePicture, type Picture } from './picture.ts';
import type { FileResource } from './resources.ts';
import type { DrawScope } from './scope.ts';
import type { Sheet } from './sheet.ts';
import { opacityOf } from './style.ts';

const unitSquare: Box = { xMm: 0, yMm: 0, widthMm: 1, heightMm: 1 };

/**
 * ImageObject (图像, GB/T 33190-2016 clause 10): the image fills the unit square of its space. Without a CTM that
 * would be one millimetre; readers stretch it over the Boundary instead.
 */
export function drawImage(object: XmlElement, boundary: Box | null, scope: DrawScope): Drawn {
  const stretch: Matrix =
    object.attributes.has('CTM') || !boundary ? scaling(1, 1) : scaling(boundary.widthMm, boundary.heightMm);
  const opacity = opacityOf(object);
  const picture = pictureOf(object, scope);
  const attributes = transformAttribute(stretch) + (opacity < 1 ? attribute('opacity', opacity) : '');
  const box = { xMm: 0, yMm: 0, widthMm: stretch[0], heightMm: stretch[3] };
  if ('missing' in picture) {
    const frame = boundary && !object.attributes.has('CTM') ? box : unitSquare;
    return { markup: '', box: frame, slackMm: 0, gap: picture.missing };
  }
  return { markup: group(attributes, picture.use), box, slackMm: 0.05 };
}

/** The image of an object, or of its substitute. */
function pictureOf(object: XmlElement, scope: DrawScope): Picture {
  const ids = ['ResourceID', 'Substitution'].map((name) => object.attributes.get(name)?.trim() ?? '');
  let failed: { picture: Picture; name: string } | null = null;
  for (const id of ids.filter((value) => value !== '')) {
    const resource = scope.resources.media.get(id);
    const name = resource?.path?.slice(resource.path.lastIndexOf('/') + 1) ?? id;
    const picture: Picture = resource ? readPicture(resource, scope) : { missing: 'image-missing' };
    if ('use' in picture) return masked(picture, object.attributes.get('ImageMask')?.trim() ?? '', name, scope);
    failed ??= { picture, name };
  }
  const { picture, name } = failed ?? {
    picture: { missing: 'image-missing' } as const,
    name: object.attributes.get('ID') ?? '',
  };
  if ('missing' in picture) scope.sheet.problems.add(picture.missing, name);
  return picture;
}

/**
 * The image without what its mask (蒙版) takes away: the white of another image over the same square. The standard does
 * not say which of the two colours does; this is how readers in the field take it.
 */
function masked(picture: Picture & { use: string }, maskId: string, name: string, scope: DrawScope): Picture {
  if (maskId === '') return picture;
  const resource = scope.resources.media.get(maskId);
  const mask: Picture = resource ? readPicture(resource, scope) : { missing: 'image-missing' };
  if ('missing' in mask) {
    scope.sheet.problems.add('image-mask', name);
    return picture;
  }
  const { sheet } = scope;
  const invert = sheet.add(
    (id) =>
      `<filter${attribute('id', id)} color-interpolation-filters="sRGB"><feColorMatrix type="matrix"` +
      ' values="-1 0 0 0 1 0 -1 0 0 1 0 0 -1 0 1 0 0 0 1 0"/></filter>',
  );
  const kept = sheet.add(
    (id) =>
      `<mask${attribute('id', id)} maskUnits="userSpaceOnUse" x="0" y="0" width="1" height="1">` +
      `${group(attribute('filter', `url(#${invert})`), mask.use)}</mask>`,
  );
  return { use: group(attribute('mask', `url(#${kept})`), picture.use), isOpaque: false };
}

function readPicture(resource: FileResource, { pkg, sheet }: DrawScope): Picture {
  const { element, path } = resource;
  if ((element.attributes.get('Type')?.trim() ?? 'Image') !== 'Image') return { missing: 'media-not-image' };
  if (path === null) return { missing: 'image-missing' };
  const known = sheet.pictures.get(path);
  if (known) return known;
  const picture = readFile(pkg, path, sheet, isJbig2(resource));
  sheet.pictures.set(path, picture);
  return picture;
}

function readFile(pkg: OfdPackage, path: string, sheet: Sheet, mayBeJbig2: boolean): Picture {
  const entry = pkg.files.get(path);
  if (!entry) return { missing: 'image-missing' };
  if (entry.inflatedBytes > sheet.limits.maxImageBytes) return { missing: 'image-too-large' };
  try {
    const bytes = sheet.decoded.get(path) ?? pkg.read(path);
    return definePicture(bytes, sheet, mayBeJbig2);
  } catch (error) {
    if (error instanceof StationError) return { missing: 'image-missing' };
    throw error;
  }
}

/** JBIG2 streams without a file header have no magic: the resource alone says so. */
export const isJbig2 = ({ element, path }: FileResource): boolean =>
  /^(G|J)BIG2$/i.test(element.attributes.get('Format')?.trim() ?? '') || /\.(jb2|jbig2?)$/i.test(path ?? '');

/** Only where the resource says so is a file looked at before it is drawn. */
export const isTiff = ({ element, path }: FileResource): boolean =>
  /^tiff?$/i.test(element.attributes.get('Format')?.trim() ?? '') || /\.tiff?$/i.test(path ?? '');
