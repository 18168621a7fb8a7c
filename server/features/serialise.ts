import type { FieldValue } from '../../geodata/model/layer.ts';
import { CRS84, projectGeometry } from './crs.ts';
import type { FeatureField } from './describe.ts';
import type { CollectionFeatures } from './collection-features.ts';

/** Texts of geometries are the bulk of every answer and always the same: each is made once. */
const geometryTexts = new WeakMap<object, string>();

/** One feature as GeoJSON; `links` where it stands alone. */
export function featureText(
  table: CollectionFeatures,
  place: number,
  crs: string,
  links?: unknown[],
): string {
  const fields = table.fields.map(
    (field, index) => `${JSON.stringify(field.name)}:${valueText(table.rows[place]![index] ?? null, field)}`,
  );
  const linked = links === undefined ? '' : `,"links":${JSON.stringify(links)}`;
  return (
    `{"type":"Feature","id":${table.ids[place]},"properties":{${fields.join(',')}},` +
    `"geometry":${geometryText(table, place, crs)}${linked}}`
  );
}

/**
 * Numbers that can have decimals always show one: desktop GIS take a field whose first values are whole for integer,
 * and lose the decimals that follow.
 */
function valueText(value: FieldValue | null, field: FeatureField): string {
  const text = JSON.stringify(value);
  return field.type === 'number' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function geometryText(table: CollectionFeatures, place: number, crs: string): string {
  const geometry = table.geometries[place]!;
  if (crs !== CRS84) return JSON.stringify(projectGeometry(geometry, crs));
  let text = geometryTexts.get(geometry);
  if (text === undefined) geometryTexts.set(geometry, (text = JSON.stringify(geometry)));
  return text;
}
