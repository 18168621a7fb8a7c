import type { AtlasConfig } from '../config/schema.ts';
import type { RegionIndex } from '../join/region-index.ts';
import type { Corridor, CorridorSet, TierScheme } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import { corridorLength, corridorLinks } from '../networks/corridor.ts';
import { MAX_CHAIN, shortestChain } from '../networks/shortest-chain.ts';
import { readLists } from './agglomerations.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import { nearCorridors } from './near-corridor.ts';
import type { CompiledNetwork } from './networks-draw.ts';

type CorridorsConfig = AtlasConfig['corridors'][number];

/** The corridors of one entry of atlas.yaml, with their length and what flows along them. */
export async function compileCorridors(
  config: CorridorsConfig,
  atlas: {
    networks: readonly CompiledNetwork[];
    tiers: readonly TierScheme[];
    columns: readonly Column[];
    indicators: ReadonlyMap<string, Indicator>;
  },
  level: CompiledLevel,
  index: RegionIndex,
  files: AtlasFiles,
): Promise<{ set: CorridorSet; diagnostics: Diagnostic[] }> {
  const { lists, diagnostics } = await readLists(config, index, files);
  const network = atlas.networks.find(
    ({ entry }) => entry.id === config.network && entry.level === config.level,
  );
  const latest = network?.years.at(-1);
  const tiers = atlas.tiers.find(({ id }) => id === config.tiers);
  const rankOf = new Map(tiers?.centres.map(({ code, rank }) => [code, rank]));
  const near =
    config.near === undefined
      ? null
      : nearCorridors(config.near, level, atlas.columns, atlas.indicators, `corridors.${config.id}`);
  const entries = lists
    .filter(({ members }) => members.length > 1)
    .map(({ id, name, members: listed }): Corridor => {
      const isOrdered = config.members.position !== undefined || listed.length > MAX_CHAIN;
      const pointOf = (code: string): [number, number] => level.byCode.get(code)!.point;
      const members = isOrdered ? listed : shortestChain(listed.map(pointOf)).map((place) => listed[place]!);
      const { lengthKm, detour } = corridorLength(members.map(pointOf));
      const links = latest === undefined ? null : corridorLinks(members, latest.edges);
      const ranks = members.flatMap((code) => rankOf.get(code) ?? []);
      return {
        id,
        name,
        members,
        order: isOrdered ? 'given' : 'shortest',
        lengthKm: Math.round(lengthKm * 10) / 10,
        detour: rounded(detour),
        internalWeight: rounded(links?.internalWeight ?? null),
        share: rounded(links?.share ?? null),
        internalShare: rounded(links?.internalShare ?? null),
        meanTier:
          ranks.length === 0 ? null : rounded(ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length),
        tiered: ranks.length,
        ...(near === null ? {} : { near: near.of(members) }),
      };
    });
  const set: CorridorSet = {
    id: config.id,
    name: config.name,
    level: config.level,
    network:
      network === undefined || latest === undefined
        ? null
        : { id: network.entry.id, year: latest.year, basis: network.entry.basis },
    tiers: tiers?.id ?? null,
    ...(near === null ? {} : { near: near.entry }),
    sources: config.sources,
    entries,
  };
  const short = lists.filter(({ members }) => members.length === 1);
  return {
    set,
    diagnostics: [
      ...diagnostics,
      ...(near?.diagnostics ?? []),
      ...short.map((each) => tellShort(each.id, config.members.file)),
    ],
  };
}

const tellShort = (id: string, file: string): Diagnostic =>
  diagnostic('join/no-members', `"${id}" has one member only, which makes no line; it is not drawn.`, {
    at: { file },
    found: id,
  });

const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(6));
