import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Position } from '../model/geometry.ts';
import type { NamedRegion, RegionCode } from '../model/region.ts';
import type { Encloser } from './enclosing-region.ts';
import type { LevelSpec } from './level-spec.ts';
import { createRegionIndex } from './region-index.ts';

/**
 * Code of the parent of a region: by what its boundary or register says, else by its own code, or by its `place` where it
 * is a point.
 */
export type ParentFinder = (code: RegionCode, stated: string, place: Position | null) => RegionCode | null;

/**
 * A finder of parents for one level. Where nothing is stated and nothing was promised, codes decide as they are made:
 * the parent is the region whose code, less its trailing pairs of zeros, the code begins with (320500 in 320000, 01001 in 01).
 */
export function createParentFinder(
  level: LevelSpec,
  parents: readonly NamedRegion[],
  remarks: DiagnosticList,
  enclosing: Encloser,
): ParentFinder {
  const { parent } = level;
  if (parent === undefined) return () => null;
  const index = createRegionIndex({ regions: parents });
  const isStated = parent.property !== undefined || level.register?.parent !== undefined;

  return (code, stated, place) => {
    if (place !== null && stated === '') {
      const around = enclosing(place);
      if (around !== null) return around;
      remarks.add('place/outside-parents', () => ({
        message: `${code} lies in no region of the level ${parent.level}; it has none above it.`,
        at: { region: code },
        found: place.join(', '),
      }));
      return null;
    }
    if (stated === '' && !isStated) {
      const byCode = parentByCode(code, parents);
      if (byCode !== null) return byCode;
    } else {
      const match = index.match({ code: stated, name: stated });
      if (match.kind === 'region') return match.region.code;
    }
    const match = index.match({ code: stated || code });
    remarks.add('boundary/unknown-parent', () => ({
      message:
        stated === ''
          ? `${code} names no parent of level ${parent.level}.`
          : `${code} has the parent "${stated}", which is no region of level ${parent.level}.`,
      at: { region: code },
      found: stated,
      ...(match.kind === 'unmatched' ? { nearest: match.nearest() } : {}),
    }));
    return null;
  };
}

/** Null where no code fits. */
export function parentByCode(code: RegionCode, parents: readonly NamedRegion[]): RegionCode | null {
  let best: { code: RegionCode; stem: number } | null = null;
  for (const parent of parents) {
    // Zeros go in pairs: 500000 is 50, not 5. Of two stems that fit, the longer says more.
    const stem = parent.code.replace(/(?:00)+$/, '');
    if (stem !== '' && code.startsWith(stem) && stem.length > (best?.stem ?? 0))
      best = { code: parent.code, stem: stem.length };
  }
  return best?.code ?? null;
}
