import type { Catalog, TilesetEntry } from '../geodata/model/catalog.ts';
import type { FieldType } from '../geodata/model/layer.ts';
import type { LocalText } from '../geodata/model/text.ts';
import { escapeHtml } from './protocol/problem-document.ts';

/** TileJSON 3.0.0, with the addresses of the archive and of the unversioned tiles as members of our own. */
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
  archive: string;
}

const fieldTypes: Record<FieldType, string> = { string: 'String', number: 'Number', boolean: 'Boolean' };

/**
 * Describes a tileset to MapLibre and GDAL. The tile URLs hold the revision: a map that lives through a rebuild goes
 * on with the tiles it began with instead of mixing two.
 */
export function makeTileJson(catalog: Catalog, entry: TilesetEntry, address: string): TileJson {
  return {
    tilejson: '3.0.0',
    name: bilingual(catalog.title),
    description: bilingual(catalog.description),
    attribution: attributionOf(catalog),
    scheme: 'xyz',
    tiles: [`${address}/tiles/${entry.id}/${entry.revision}/{z}/{x}/{y}.mvt`],
    minzoom: entry.minzoom,
    maxzoom: entry.maxzoom,
    bounds: entry.bounds,
    center: entry.center,
    vector_layers: entry.layers.map((layer) => ({
      id: layer.id,
      description: bilingual(layer.description),
      minzoom: layer.minzoom,
      maxzoom: layer.maxzoom,
      fields: Object.fromEntries(
        Object.entries(layer.fields).map(([name, type]) => [name, fieldTypes[type]]),
      ),
    })),
    revision: entry.revision,
    archive: `${address}/archives/${entry.id}.${entry.revision}.pmtiles`,
  };
}

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
