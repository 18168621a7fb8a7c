import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { MapPalette } from '../map/palette.ts';
import { shadeOf } from '../../geodata/model/class-shades.ts';
import { clusterKinds } from '../plate/clusters.ts';
import { isDotted, type Plate, type RegionMark } from '../plate/plate.ts';
import type { Shown } from '../plate/shown.ts';
import { classRange, classStart } from './class-range.ts';
import { hatchSwatch, keyEntry, markSwatch } from './swatches.ts';

/** Kinds of cluster from the foot of the key to its head. */
const clusterOrder = ['none', 'LL', 'LH', 'HL', 'HH'] as const;

/** What the colours of the regions stand for, with the number of regions of the frame in each; null without any. */
export function colorKey(plate: Plate, palette: MapPalette, speech: Speech): HTMLElement | null {
  const { indicator, shown } = plate;
  if (indicator === null || shown === null) return null;
  const { texts, local } = speech;
  /** How many regions are drawn so, in both years where two are compared. */
  const members = (matches: (mark: RegionMark) => boolean): string => {
    const count = (each: Plate): number => each.frame.filter((row) => matches(each.marks[row]!)).length;
    const { earlier } = plate;
    return earlier === null ? String(count(plate)) : `${count(earlier)} → ${count(plate)}`;
  };
  const swatch = (shade: number): HTMLElement =>
    element('span', { class: 'swatch', style: `background:${palette.ramps[shown.ramp][shade]}` });
  const ofShade = (shade: number): string => members((mark) => mark.shade === shade);
  const keys =
    shown.ramp === 'clusters'
      ? clusterOrder.map((kind) => {
          const shade = clusterKinds.indexOf(kind);
          return keyEntry(swatch(shade), texts.clusters[kind], ofShade(shade));
        })
      : classEntries(shown, swatch, ofShade, speech);
  const drawn = plate.earlier === null ? [plate] : [plate.earlier, plate];
  const lacks = (mark: RegionMark): boolean => mark.shade === null;
  const dots = shown.ramp === 'clusters' ? texts.clusters.weak : texts.legend.marked;
  const hasNames = shown.ramp === 'clusters' || shown.categories !== null;
  const unit = shown.ramp === 'clusters' ? texts.colorings.clusters : local(shown.unit);
  return element(
    'section',
    { class: 'legend-part' },
    element('h3', {}, local(indicator.name), unit === '' ? null : element('span', { class: 'unit' }, unit)),
    element('ol', { class: hasNames ? 'classes named' : 'classes' }, ...keys.reverse()),
    element(
      'ul',
      { class: 'keys' },
      drawn.some(({ frame, marks }) => frame.some((row) => lacks(marks[row]!)))
        ? keyEntry(hatchSwatch(palette), texts.legend.noData, members(lacks))
        : null,
      drawn.some((each) => each.frame.some((row) => isDotted(each, row)))
        ? keyEntry(markSwatch(palette, shown.ramp), dots)
        : null,
      shown.ramp !== 'clusters' && drawn.some(({ allMarked }) => allMarked)
        ? element('li', { class: 'estimate' }, texts.legend.allMarked)
        : null,
    ),
  );
}

/** One entry per class, from the lowest up. */
function classEntries(
  shown: Shown,
  swatch: (shade: number) => HTMLElement,
  members: (shade: number) => string,
  speech: Speech,
): HTMLElement[] {
  const count = shown.breaks.length + 1;
  return Array.from({ length: count }, (_, place) => {
    const shade = shadeOf(place, count);
    const item = keyEntry(swatch(shade), classRange(speech, shown, place), members(shade));
    if (shown.categories === null)
      item.append(
        element('span', { class: 'start', 'aria-hidden': 'true' }, classStart(speech, shown, place)),
      );
    return item;
  });
}
