import { AtlasError } from '../model/atlas-error.ts';
import type { CompiledLevel } from './levels.ts';
import type { MeasureConfig } from './measure-config.ts';
import type { MemberSet } from './member-sets.ts';

/** The units one result is about: positions in the level's regions. */
export interface Frame {
  /** Region the frame belongs to (a province for its cities), or null. */
  region: string | null;
  /** Group the frame belongs to (a macro-region, an agglomeration), or null. */
  group: string | null;
  /** Capital among the units, where the register names one. */
  capital: string | null;
  positions: number[];
}

/**
 * The frames of a measure: one for all units, one for each region of a level above, one for each group or set of
 * regions, or (within its own level) one for each unit. Frames without units are left out; which units belong is
 * never implied by which rows happened to join.
 */
export function framesOf(
  config: MeasureConfig,
  levels: readonly CompiledLevel[],
  sets: readonly MemberSet[] | null,
): Frame[] {
  const level = levels.find((each) => each.config.id === config.level)!;
  const excluded = new Set(config.exclude);
  const positions = [...level.regions.keys()].filter((position) => {
    const region = level.regions[position]!;
    return !excluded.has(region.code) && (config.kinds === undefined || config.kinds.includes(region.kind));
  });
  if (sets !== null) return sets.flatMap((set) => frameOfSet(set, level, positions));
  const { within } = config;
  if (within === undefined) return [{ region: null, group: null, capital: null, positions }];
  if (within === level.config.id)
    return positions.map((position) => {
      const { code, capital } = level.regions[position]!;
      return { region: code, group: null, capital, positions: [position] };
    });

  const above = levels.find((each) => each.config.id === within);
  const frames = new Map<string, Frame>();
  for (const position of positions) {
    const key = memberOf(within, level, levels, position);
    if (key === null) continue;
    const frame = frames.get(key) ?? frameFor(key, above);
    frame.positions.push(position);
    frames.set(key, frame);
  }
  return [...frames.values()].sort((a, b) => (frameKey(a) < frameKey(b) ? -1 : 1));
}

/** The units that are members of a set; none where the set has no member among them. */
function frameOfSet({ id, members }: MemberSet, level: CompiledLevel, positions: readonly number[]): Frame[] {
  const own = positions.filter((position) => members.includes(level.regions[position]!.code));
  return own.length === 0 ? [] : [{ region: null, group: id, capital: null, positions: own }];
}

/**
 * What a unit belongs to: the code of its region in a level above, or the id of its group, its own or that of the
 * region above it.
 */
export function memberOf(
  id: string,
  level: CompiledLevel,
  levels: readonly CompiledLevel[],
  position: number,
): string | null {
  const above = levels.find((each) => each.config.id === id);
  if (above !== undefined) return ancestors(level, levels, position, above)?.code ?? null;
  const own = level.regions[position]!.groups[id];
  return own ?? ancestors(level, levels, position, null)?.groups[id] ?? null;
}

const frameKey = (frame: Frame): string => frame.region ?? frame.group ?? '';

function frameFor(key: string, above: CompiledLevel | undefined): Frame {
  if (above === undefined) return { region: null, group: key, capital: null, positions: [] };
  return { region: key, group: null, capital: above.byCode.get(key)?.capital ?? null, positions: [] };
}

/** The region of a level that a unit lies in; of the topmost one where none is named. */
function ancestors(
  level: CompiledLevel,
  levels: readonly CompiledLevel[],
  position: number,
  wanted: CompiledLevel | null,
): CompiledLevel['regions'][number] | null {
  let region = level.regions[position]!;
  for (let depth = 0; depth < levels.length; depth++) {
    if (region.parent === null) return wanted === null ? region : null;
    const parentLevel = levels.find((each) => each.byCode.has(region.parent!) && each !== level);
    if (parentLevel === undefined) return wanted === null ? region : null;
    region = parentLevel.byCode.get(region.parent)!;
    if (parentLevel === wanted) return region;
  }
  throw new AtlasError('invalid-config', `The levels of the atlas are parents of one another.`, {
    at: 'atlas.yaml',
  });
}
