import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { MapPalette } from '../map/palette.ts';
import { shadeOf } from '../plate/classes.ts';
import { clusterKinds } from '../plate/clusters.ts';
import { isDotted, type Plate } from '../plate/plate.ts';
import type { Shown } from '../plate/shown.ts';
import { classRange, classStart } from './class-range.ts';
import { hatchSwatch, keyEntry, markSwatch } from './swatches.ts';

/** Kinds of cluster from the foot of the key to its head. */
const clusterOrder = ['none', 'LL', 'LH', 'HL', 'HH'] as const;

/** What the colours of the regions stand for, with the number of regions of the frame in each; null without any. */
export function colorKey(plate: Plate, palette: MapPalette, speech: Speech): HTMLElement | null {
  const { indicator, shown, marks, frame } = plate;
  if (indicator === null || shown === null) return null;
  const { texts, local } = speech;
  const members = (matches: (row: number) => boolean): string => String(frame.filter(matches).length);
  const swatch = (shade: number): HTMLElement =>
    element('span', { class: 'swatch', style: `background:${palette.ramps[shown.ramp][shade]}` });
  const ofShade = (shade: number): string => members((row) => marks[row]!.shade === shade);
  const keys =
    shown.ramp === 'clusters'
      ? clusterOrder.map((kind) => {
          const shade = clusterKinds.indexOf(kind);
          return keyEntry(swatch(shade), texts.clusters[kind], ofShade(shade));
        })
      : classEntries(shown, swatch, ofShade, speech);
  const noData = frame.filter((row) => marks[row]!.shade === null).length;
  const dots = shown.ramp === 'clusters' ? texts.clusters.weak : texts.legend.marked;
  const unit = shown.ramp === 'clusters' ? texts.colorings.clusters : local(shown.unit);
  return element(
    'section',
    { class: 'legend-part' },
    element('h3', {}, local(indicator.name), unit === '' ? null : element('span', { class: 'unit' }, unit)),
    element('ol', { class: `classes ${shown.ramp}` }, ...keys.reverse()),
    element(
      'ul',
      { class: 'keys' },
      noData === 0 ? null : keyEntry(hatchSwatch(palette), texts.legend.noData, String(noData)),
      frame.some((row) => isDotted(plate, row)) ? keyEntry(markSwatch(palette, shown.ramp), dots) : null,
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
    item.append(element('span', { class: 'start', 'aria-hidden': 'true' }, classStart(speech, shown, place)));
    return item;
  });
}
