import type {
  Catalog,
  ColumnDocument,
  IndicatorEntry,
  LevelEntry,
  RegionRegister,
} from '../../geodata/model/catalog.ts';
import {
  classEnds,
  classNameOf,
  decimalsOfBounds,
  writeBounds,
  type Classes,
} from '../../geodata/model/class-bounds.ts';
import { classOf, scaleOf, shadeOf } from '../../geodata/model/class-shades.ts';
import { purpleOrange, yellowGreenBlue } from '../../geodata/model/colour-scale.ts';
import type { Language, LocalText } from '../../geodata/model/text.ts';
import { wellKnownYear } from '../../geodata/model/well-known-year.ts';
import type { Bundle } from '../bundle.ts';
import { readBundleJson } from '../bundle-json.ts';
import { unitBehind } from '../../geodata/model/counted-words.ts';
import { addsUp } from '../../geodata/model/indicator.ts';

const NO_DATA = '#d9d9d6';

/** One class of a map of values: its regions, and how they look. */
export interface MapClass {
  label: LocalText;
  colour: string;
  /** Of a circle in pixels, where the regions are points: larger for the higher classes of what adds up. */
  radius: number;
  codes: string[];
}

/** A map of one indicator in one year. */
export interface ValueMap {
  title: LocalText;
  level: LevelEntry;
  indicator: IndicatorEntry;
  year: number | null;
  /** Classes that have regions, the lowest first; regions without a value come last. */
  classes: MapClass[];
}

/** What the first view with an indicator shows; null where an atlas has none. */
export function defaultMap(
  catalog: Catalog,
): { level: string; indicator: string; year: number | null } | null {
  const view = catalog.views.find(({ indicator }) => indicator !== null);
  if (view === undefined) return null;
  const indicator = catalog.indicators.find(({ id }) => id === view.indicator);
  const coverage = indicator?.columns.find(({ level }) => level === view.level);
  if (coverage === undefined) return null;
  const year = coverage.years.includes(view.year) ? view.year : wellKnownYear(coverage);
  return { level: view.level, indicator: view.indicator!, year };
}

/** Sorts the regions of a level into the classes of an indicator; null where there is no such column. */
export async function readValueMap(
  bundle: Bundle,
  wanted: { level: string; indicator: string; year: number | null },
): Promise<ValueMap | null> {
  const { catalog } = bundle;
  const level = catalog.levels.find(({ id }) => id === wanted.level);
  const indicator = catalog.indicators.find(({ id }) => id === wanted.indicator);
  const columns = indicator?.columns.find((entry) => entry.level === wanted.level);
  if (level === undefined || indicator === undefined || columns?.years.includes(wanted.year) !== true)
    return null;
  const register = await readBundleJson<RegionRegister>(bundle, level.units);
  const path = `columns/${level.id}/${indicator.id}/${wanted.year ?? 'all'}.json`;
  const { values } = await readBundleJson<ColumnDocument>(bundle, path);

  const { breaks } = columns;
  const scale = scaleOf(indicator.categories) === 'diverging' ? purpleOrange : yellowGreenBlue;
  const isSized = addsUp(indicator.kind);
  const classes: MapClass[] = [...breaks, null].map((_, index) => ({
    label: {
      zh: labelOf({ ...indicator, ...columns }, index, indicator, 'zh'),
      en: labelOf({ ...indicator, ...columns }, index, indicator, 'en'),
    },
    colour: scale[shadeOf(index, breaks.length + 1)]!,
    radius: isSized ? 3 + 1.5 * index : 4,
    codes: [],
  }));
  const noData: MapClass = {
    label: { zh: '无数据', en: 'No data' },
    colour: NO_DATA,
    radius: 2.5,
    codes: [],
  };
  for (const [row, code] of register.code.entries()) {
    const value = values[row] ?? null;
    if (value === null) noData.codes.push(code);
    else classes[classOf(value, breaks)]!.codes.push(code);
  }
  const year = wanted.year === null ? '' : ` ${wanted.year}`;
  return {
    title: { zh: indicator.name.zh + year, en: indicator.name.en + year },
    level,
    indicator,
    year: wanted.year,
    classes: [...classes, noData].filter(({ codes }) => codes.length > 0),
  };
}

/** In words where the signs for them are in few fonts: ours has none either. */
function labelOf(
  classes: Classes,
  index: number,
  { name, unit }: IndicatorEntry,
  language: Language,
): string {
  const ownName = classNameOf(classes, index, language);
  if (ownName !== null) return ownName;
  const { from, to } = classEnds(classes, index);
  // "up to 1 zone", but "> 1 zones": more than one.
  const suffixOf = (bound: number): string => {
    const behind = unitBehind(unit, bound, decimalsOfBounds(classes.breaks, classes.decimals), language);
    return behind === '' ? '' : ` ${behind}`;
  };
  const suffix = unit[language] === '' ? '' : ` ${unit[language]}`;
  const say = writeBounds(classes.breaks, classes.decimals, language === 'zh' ? 'zh-CN' : 'en');
  if (from === null) {
    if (to === null) return name[language];
    return language === 'zh' ? `${say(to)}${suffix || ' '}及以下` : `up to ${say(to)}${suffixOf(to)}`;
  }
  if (to === null) return `> ${say(from)}${suffix}`;
  return from === to ? say(to) + suffixOf(to) : `${say(from)} – ${say(to)}${suffix}`;
}
