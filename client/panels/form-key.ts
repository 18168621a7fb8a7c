import { circleScale } from '../forms/circle-size.ts';
import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { Size } from '../map/home-padding.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Plate } from '../plate/plate.ts';
import { linkSamples } from './link-samples.ts';
import { ringsSwatch } from './swatches.ts';

/** What the sizes and halves of circles or squares stand for; null for the map of areas. */
export function formKey(plate: Plate, palette: MapPalette, speech: Speech, size: Size): HTMLElement | null {
  const { state, shown, coverage, earlier } = plate;
  if (state.form === 'areas' || shown === null || coverage === null) return null;
  const { formKeys } = speech.texts;
  const scale = circleScale(plate, size);
  const sized = state.form === 'circles' && scale.bySize;
  const [, most] = coverage.extent;
  const samples = sized ? linkSamples([Math.max(coverage.extent[0], most / 60), most]) : [];
  const note = state.form === 'squares' ? formKeys.squares : sized ? formKeys.sized : formKeys.same;
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
    earlier === null
      ? null
      : element('p', { class: 'note' }, formKeys.halves(earlier.state.year!, state.year!)),
  );
}
