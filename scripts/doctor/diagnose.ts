import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { checkAddress, parse } from './check-address.ts';
import { checkApi } from './check-api.ts';
import { checkConditions } from './check-conditions.ts';
import { checkOrigins } from './check-origins.ts';
import { checkRanges } from './check-ranges.ts';
import { checkTiles } from './check-tiles.ts';
import type { Check, Deployment, Finding } from './finding.ts';
import { rawRequest } from './raw-request.ts';

const checks: Record<string, Check> = {
  Addresses: checkAddress,
  Tiles: checkTiles,
  Revalidation: checkConditions,
  Archives: checkRanges,
  'Other origins': checkOrigins,
  'OGC API': checkApi,
};

/** Looks at a deployment from outside, as its clients do. Throws an AtlasError where no service of ours answers. */
export async function diagnose(address: string): Promise<Map<string, Finding[]>> {
  const deployment = await reach(address.replace(/\/+$/, ''));
  const findings = new Map<string, Finding[]>();
  for (const [name, check] of Object.entries(checks)) findings.set(name, await check(deployment));
  return findings;
}

interface CatalogStart {
  jiju?: number;
  tilesets?: {
    id: string;
    revision: string;
    center: [number, number, number];
    minzoom: number;
    maxzoom: number;
  }[];
}

async function reach(address: string): Promise<Deployment> {
  const ask: Deployment['ask'] = (path, headers, method) => rawRequest(address + path, headers, method);
  const answer = await ask('/catalog.json', { Accept: 'application/json' });
  const [tileset] = (parse(answer.body) as CatalogStart).tilesets ?? [];
  if (answer.status !== 200 || tileset === undefined)
    throw new AtlasError(
      'invalid-data',
      `${address}/catalog.json answered ${answer.status} and is no catalog of an atlas with tiles. Give the address at which the ` +
        'map is, with its path; or let the proxy pass it.',
    );
  const zoom = Math.min(tileset.maxzoom, Math.max(tileset.minzoom, Math.floor(tileset.center[2])));
  return {
    address,
    tileset: tileset.id,
    revision: tileset.revision,
    tile: tileAt(tileset.center, zoom),
    ask,
  };
}

/** Zoom, column and row of the tile that holds a position. */
function tileAt([longitude, latitude]: readonly [number, number, number], zoom: number): string {
  const side = 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const x = Math.floor((longitude / 360 + 0.5) * side);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  return `${zoom}/${x}/${y}`;
}
