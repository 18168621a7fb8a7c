import type { Catalog, TilesetEntry } from '../geodata/model/catalog.ts';
import type { BoundingBox } from '../geodata/model/geometry.ts';
import type { FieldType } from '../geodata/model/layer.ts';
import type { LocalText } from '../geodata/model/text.ts';
import { escapeHtml } from './protocol/escape-html.ts';

/** TileJSON 3.0.0; `revision` and `archives` are members of our own. */
export interface TileJson {
  tilejson: '3.0.0';
  name: string;
  description: string;
  attribution: string;
  scheme: 'xyz';
  tiles: string[];
  minzoom: number;
  maxzoom: number;
  bounds: number[];
  center: number[];
  vector_layers: {
    id: string;
    description: string;
    minzoom: number;
    maxzoom: number;
    fields: Record<string, string>;
  }[];
  revision: string;
  archives: string[];
}

const fieldTypes: Record<FieldType, string> = { string: 'String', number: 'Number', boolean: 'Boolean' };

/**
 * Describes the tiles of one or several tilesets, with all layers or the chosen ones, to MapLibre and GDAL. The tile
 * URLs hold the revisions: a map that lives through a rebuild goes on with the tiles it began with.
 */
export function makeTileJson(
  catalog: Catalog,
  entries: readonly TilesetEntry[],
  layers: readonly string[] | null,
  address: string,
): TileJson {
  const [first] = entries as [TilesetEntry];
  const ids = entries.map(({ id }) => id).join();
  const revision = entries.map((entry) => entry.revision).join();
  const query = layers === null ? '' : `?layers=${layers.map(encodeURIComponent).join()}`;
  return {
    tilejson: '3.0.0',
    name: bilingual(catalog.title),
    description: bilingual(catalog.description),
    attribution: attributionOf(catalog),
    scheme: 'xyz',
    tiles: [`${address}/tiles/${ids}/${revision}/{z}/{x}/{y}.mvt${query}`],
    minzoom: Math.min(...entries.map(({ minzoom }) => minzoom)),
    maxzoom: Math.max(...entries.map(({ maxzoom }) => maxzoom)),
    bounds: entries.map(({ bounds }) => bounds).reduce(unionOf),
    center: first.center,
    vector_layers: entries
      .flatMap((entry) => entry.layers)
      .filter(({ id }) => layers === null || layers.includes(id))
      .map((layer) => ({
        id: layer.id,
        description: [layer.description, layer.deferred?.rule]
          .flatMap((text) => (text === undefined ? [] : [bilingual(text)]))
          .join('. '),
        minzoom: layer.minzoom,
        maxzoom: layer.maxzoom,
        fields: Object.fromEntries(
          Object.entries(layer.fields).map(([name, type]) => [name, fieldTypes[type]]),
        ),
      })),
    revision,
    archives: entries.map((entry) => `${address}/archives/${entry.id}.${entry.revision}.pmtiles`),
  };
}

const unionOf = (a: BoundingBox, b: BoundingBox): BoundingBox => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** Caption, number of approval and credits, as HTML, which is what clients take an attribution for. */
export function attributionOf({ captions }: Catalog): string {
  const approval = captions.mapApproval === null ? [] : [escapeHtml(captions.mapApproval)];
  return [
    escapeHtml(bilingual(captions.map)),
    ...approval,
    ...captions.credits.map((credit) => escapeHtml(bilingual(credit))),
  ].join(' | ');
}

/** Documents that have no place for languages carry both. */
export const bilingual = ({ zh, en }: LocalText): string => (zh === en ? zh : `${zh} · ${en}`);
