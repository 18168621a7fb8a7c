import { circleScale } from '../forms/circle-size.ts';
import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { Size } from '../map/home-padding.ts';
import type { MapPalette } from '../map/palette.ts';
import { placeScale } from '../map/place-size.ts';
import type { Plate } from '../plate/plate.ts';
import { linkSamples } from './link-samples.ts';
import { ringsSwatch } from './swatches.ts';

/** What the sizes and halves of circles or squares stand for, and the circles of places on the map; null for areas. */
export function formKey(plate: Plate, palette: MapPalette, speech: Speech, size: Size): HTMLElement | null {
  const { state, shown, coverage, earlier } = plate;
  const onMap = state.form === 'areas';
  if (shown === null || coverage === null || (onMap && plate.level.points !== true)) return null;
  const { formKeys } = speech.texts;
  const scale = onMap ? placeScale(plate, size) : circleScale(plate, size);
  const sized = state.form !== 'squares' && scale.bySize;
  if (onMap && !sized) return null;
  const [, most] = coverage.extent;
  const samples = sized ? linkSamples([Math.max(coverage.extent[0], most / 60), most]) : [];
  const inForm = state.form === 'squares' ? formKeys.squares : sized ? formKeys.sized : formKeys.same;
  const note = onMap ? formKeys.places : inForm;
  return element(
    'section',
    { class: 'legend-part form-key' },
    samples.length === 0
      ? null
      : ringsSwatch(
          samples.map((value) => ({ radius: scale.radius(value), label: speech.number(value, 0) })),
          palette,
        ),
    element('p', { class: 'note brief' }, note),
    earlier === null || onMap
      ? null
      : element('p', { class: 'note' }, formKeys.halves(earlier.state.year!, state.year!)),
  );
}
