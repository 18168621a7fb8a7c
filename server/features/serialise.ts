import { cellJson } from '../../geodata/exports/number-text.ts';
import { CRS84, projectGeometry } from './crs.ts';
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
    (field, index) =>
      `${JSON.stringify(field.name)}:${cellJson(table.rows[place]![index] ?? null, field.type)}`,
  );
  const linked = links === undefined ? '' : `,"links":${JSON.stringify(links)}`;
  return (
    `{"type":"Feature","id":${table.ids[place]},"properties":{${fields.join(',')}},` +
    `"geometry":${geometryText(table, place, crs)}${linked}}`
  );
}

function geometryText(table: CollectionFeatures, place: number, crs: string): string {
  const geometry = table.geometries[place]!;
  if (crs !== CRS84) return JSON.stringify(projectGeometry(geometry, crs));
  let text = geometryTexts.get(geometry);
  if (text === undefined) geometryTexts.set(geometry, (text = JSON.stringify(geometry)));
  return text;
}
