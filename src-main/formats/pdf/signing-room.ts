import { StationError } from '#shared/errors/station-error.ts';
import { isOnPage, type PageBox } from '#shared/placing/shown-box.ts';
import { type FormField, formFields, topFieldNames } from './form-fields.ts';
import type { PdfFile } from './pdf-file.ts';
import { shownText } from './pdf-values.ts';
import { isLocked, signatureRules, signedFields, type SignatureRules } from './signing-locks.ts';
import type { FurtherPlacements } from './signature-field.ts';
import { signaturePlaces, type WidgetPlace } from './widget-places.ts';

const READ_ONLY_FIELD = 1;
/** Invisible, Hidden, NoView (ISO 32000-1 table 165). */
const UNSEEN_WIDGET = 1 + 2 + 32;

/** An empty signature field that the file's producer keeps for somebody to sign. */
export interface KeptField {
  readonly name: string;
  readonly fieldNum: number;
  readonly widgetNum: number;
  /** F of the widget as it is. */
  readonly flags: number;
  /** As the page shows it. */
  readonly place: WidgetPlace;
}

/** Where the next seal may stand so that everything signed before stays whole. */
export type SigningRoom =
  /** In a field of its own, which gets this name; `further` says how other places hang on it. */
  | { readonly kind: 'new'; readonly name: string; readonly further: FurtherPlacements }
  /** In one of these alone: a certification or a lock lets no further field appear. */
  | { readonly kind: 'kept'; readonly fields: readonly KeptField[] };

/**
 * Where a seal may go in a file that was signed before, by anybody's program.
 *
 * @throws DOC_SIGNING_FORBIDDEN where a certification leaves no room, DOC_LOCKED_BY_SIGNATURE where a field lock does
 * @see ISO 32000-1 clauses 12.8.2.2 (DocMDP), 12.8.2.4 (FieldMDP) and 12.7.4.5 (Lock)
 */
export function signingRoom(file: PdfFile): SigningRoom {
  const { objects, catalog } = file;
  const fields = formFields(objects, catalog);
  const signed = signedFields(objects, fields);
  const rules = signed.map(({ field, value }) => signatureRules(objects, value, field.dict));
  const certifying = objects.dict(objects.dict(catalog.get('Perms'))?.get('DocMDP'));
  if (certifying !== undefined) rules.push(signatureRules(objects, certifying, undefined));
  const level = rules.flatMap(({ permissions }) => permissions ?? []).sort((a, b) => a - b)[0];
  if (level === 1) throw new StationError('DOC_SIGNING_FORBIDDEN', { detail: '@pdf.certified' });
  const name = freeName(file, rules);
  const lock = rules.flatMap(({ locks }) => locks).find((one) => isLocked(one, name));
  if (level === undefined && lock === undefined) {
    return { kind: 'new', name, further: signed.length > 0 || certifying !== undefined ? 'widgets' : 'stamps' };
  }
  const kept = keptFields(file, fields, rules);
  if (kept.length > 0) return { kind: 'kept', fields: kept };
  if (lock !== undefined) {
    const { action, fields: names } = lock;
    const facts = { detail: '@pdf.field-lock', action, fields: shownText(names.join(', ')) };
    throw new StationError('DOC_LOCKED_BY_SIGNATURE', facts);
  }
  throw new StationError('DOC_SIGNING_FORBIDDEN', { detail: '@pdf.certified-no-field', level: level ?? null });
}

/** The first `Seal_<n>` that no field has and no lock names: two fields of one name would be one field. */
function freeName(file: PdfFile, rules: readonly SignatureRules[]): string {
  const used = topFieldNames(file.objects, file.catalog);
  const named = rules.flatMap(({ locks }) => locks.filter(({ action }) => action === 'Include'));
  for (let n = 1; ; n += 1) {
    const name = `Seal_${n}`;
    if (!used.has(name) && !named.some((lock) => isLocked(lock, name))) return name;
  }
}

/** A field with conditions of its own (SV, Lock) is left to programs that meet them. */
function keptFields(file: PdfFile, fields: readonly FormField[], rules: readonly SignatureRules[]): KeptField[] {
  const { objects } = file;
  const isFree = ({ type, value, flags, name, dict, widgets }: FormField): boolean =>
    type === 'Sig' &&
    objects.follow(value) === null &&
    (flags & READ_ONLY_FIELD) === 0 &&
    widgets.length === 1 &&
    ['SV', 'Lock'].every((key) => objects.follow(dict.get(key)) === null) &&
    !rules.some(({ locks }) => locks.some((lock) => isLocked(lock, name)));
  const free = fields.filter(isFree);
  const places = free.length === 0 ? [] : signaturePlaces(file);
  return free.flatMap((field): KeptField[] => {
    const [widget] = field.widgets;
    const flags = objects.number(widget?.dict.get('F')) ?? 0;
    const onPages = places.filter((place) => place.field === shownText(field.name));
    const [place] = onPages;
    const isWhole = place && onPages.length === 1 && field.ref && widget?.ref;
    if (!isWhole || (flags & UNSEEN_WIDGET) !== 0) return [];
    return [{ name: field.name, fieldNum: field.ref.num, widgetNum: widget.ref.num, flags, place }];
  });
}

/**
 * The kept field that a seal stands in, the whole of it.
 *
 * @param shown what is drawn for each place
 * @throws DOC_SIGNING_FORBIDDEN, which names the fields and where they are
 */
export function keptFieldFor(
  fields: readonly KeptField[],
  shown: readonly (PageBox & { readonly page: number })[],
): KeptField {
  const [first, ...others] = shown;
  const found = first && fields.find(({ place }) => place.page === first.page && isInside(first, place));
  if (found && others.length === 0) return found;
  throw new StationError('DOC_SIGNING_FORBIDDEN', {
    detail: '@pdf.kept-fields-only',
    fields: fields.slice(0, 5).map(inWords).join('；'),
  });
}

/** Half a dot of a printer: rounding in a placement is no offence. */
const toleranceMm = 0.02;

function isInside(box: PageBox, place: WidgetPlace): boolean {
  return isOnPage({ ...box, xMm: box.xMm - place.xMm, yMm: box.yMm - place.yMm }, place, toleranceMm);
}

function inWords({ name, place: { page, xMm, yMm, widthMm, heightMm } }: KeptField): string {
  const [x, y, width, height] = [xMm, yMm, widthMm, heightMm].map((value) => Math.round(value * 10) / 10);
  return `${shownText(name)}: P${page}, x ${x}, y ${y}, ${width} × ${height} mm`;
}
