import { embeddedAddresses } from '../atlases/addresses.ts';
import type { AtlasConfig } from '../config/schema.ts';
import type { RegionIndex } from '../join/region-index.ts';
import type { Placement } from '../model/gazetteer.ts';
import type { Gazetteer } from '../records/gazetteer.ts';
import { createGazetteer } from '../records/gazetteer.ts';
import type { CompiledLevel } from './levels.ts';

type RecordsConfig = Extract<AtlasConfig['networks'][number], { kind: 'records' }>;

/**
 * What finds the regions of applicants: addresses and cities by the gazetteer of the embedded atlas that the level comes
 * from; codes, and names of any other level, by the regions of the level and the aliases of the atlas.
 */
export async function placesOf(
  config: RecordsConfig,
  level: CompiledLevel,
  atlasId: string,
  index: RegionIndex,
): Promise<Gazetteer> {
  const { source } = level.config;
  const lender = 'atlas' in source ? source.atlas : 'recipe' in source ? atlasId : null;
  const load =
    lender !== null && Object.hasOwn(embeddedAddresses, lender) ? embeddedAddresses[lender] : undefined;
  if (config.applicants.kind === 'code' || load === undefined) return byIndex(index);
  const tables = await load();
  const lent = ('atlas' in source ? source.level : undefined) ?? level.config.id;
  if (tables.level !== lent) return byIndex(index);
  return createGazetteer({ ...tables, extraNames: config.places ? (tables.extraNames ?? []) : [] });
}

/** Regions by code, name or alias of the year of the record. */
function byIndex(index: RegionIndex): Gazetteer {
  const resolve = (text: string, year: number | null = null): Placement => {
    if (text.trim() === '') return { unresolved: 'empty' };
    const byCode = index.match({ code: text, year });
    const match = byCode.kind === 'region' ? byCode : index.match({ name: text, year });
    if (match.kind === 'region') return { code: match.region.code };
    // Candidates are listed with blanks between them.
    if (match.kind === 'ambiguous')
      return { ambiguous: match.candidates.map((each) => each.replaceAll(' ', '')) };
    return { unresolved: reasons[match.kind] };
  };
  return { resolve, resolveUndated: (text) => ({ placement: resolve(text), dependsOnYear: true }) };
}

const reasons = {
  'out-of-period': 'out-of-period',
  total: 'too-coarse',
  unmatched: 'no-known-name',
} as const;
