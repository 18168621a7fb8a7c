import type { AtlasConfig } from '../config/schema.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { CompiledLevel } from './levels.ts';

type MeasureConfig = AtlasConfig['measures'][number];

/** The units one result is about: positions in the level's regions. */
export interface Frame {
  /** Region the frame belongs to (a province for its cities), or null. */
  region: string | null;
  /** Group the frame belongs to (a macro-region), or null. */
  group: string | null;
  /** Capital among the units, where the register names one. */
  capital: string | null;
  positions: number[];
}

/**
 * The frames of a measure: one for all units, one for each region of a level above, one for each group, or (within
 * its own level) one for each unit. Frames without units are left out; which units belong is never implied by which
 * rows happened to join.
 */
export function framesOf(config: MeasureConfig, levels: readonly CompiledLevel[]): Frame[] {
  const level = levels.find((each) => each.config.id === config.level)!;
  const excluded = new Set(config.exclude);
  const positions = [...level.regions.keys()].filter((position) => {
    const region = level.regions[position]!;
    return !excluded.has(region.code) && (config.kinds === undefined || config.kinds.includes(region.kind));
  });
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
    const member = level.regions[position]!;
    const key = above === undefined ? member.groups[within] : ancestorIn(above, level, levels, position);
    if (key === undefined || key === null) continue;
    const frame = frames.get(key) ?? frameFor(key, above);
    frame.positions.push(position);
    frames.set(key, frame);
  }
  return [...frames.values()].sort((a, b) => (frameKey(a) < frameKey(b) ? -1 : 1));
}

const frameKey = (frame: Frame): string => frame.region ?? frame.group ?? '';

function frameFor(key: string, above: CompiledLevel | undefined): Frame {
  if (above === undefined) return { region: null, group: key, capital: null, positions: [] };
  return { region: key, group: null, capital: above.byCode.get(key)?.capital ?? null, positions: [] };
}

/** Code of the region of level `above` that a unit lies in. */
function ancestorIn(
  above: CompiledLevel,
  level: CompiledLevel,
  levels: readonly CompiledLevel[],
  position: number,
): string | null {
  let region = level.regions[position]!;
  for (let depth = 0; depth < levels.length; depth++) {
    if (region.parent === null) return null;
    const parentLevel = levels.find((each) => each.byCode.has(region.parent!) && each !== level);
    if (parentLevel === undefined) return null;
    region = parentLevel.byCode.get(region.parent)!;
    if (parentLevel === above) return region.code;
  }
  throw new AtlasError('invalid-config', `The levels of the atlas are parents of one another.`, {
    at: 'atlas.yaml',
  });
}
