import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { labelsLayer } from '../../geodata/layers/declarations.ts';
import type { Language } from '../../geodata/model/text.ts';
import { fieldsOf } from './field.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

/** Key of our own font in the style's font-faces. */
export const mapFont = 'Jiju Sans';

const field = fieldsOf(labelsLayer);

/** The name of a feature in the reader's language. */
export const labelText = (
  layer: { fields: { name: 'string'; name_en: 'string' } },
  language: Language,
): ExpressionSpecification =>
  fieldsOf({ geometry: 'point', ...layer })(language === 'zh' ? 'name' : 'name_en');

/**
 * Where regions are large enough on the screen a name may give way a little, by half its height or, if it is long, towards
 * a side: no large region is left without its name for the sake of a small one, and none is named across a border.
 */
const anchors: ExpressionSpecification = [
  'step',
  ['zoom'],
  ['literal', ['center', [0, 0]]],
  2,
  ['literal', ['center', [0, 0], 'left', [-1.2, 0], 'right', [1.2, 0], 'top', [0, -0.2], 'bottom', [0, 0.2]]],
];

/** A name stands beside the circle of its place, on a side that is free; the largest have the largest circles. */
const besidePlace = ({ placesBySize }: StyleInput): SymbolLayerSpecification['layout'] => ({
  'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
  'text-radial-offset': placesBySize
    ? ['interpolate', ['linear'], field('rank'), 1, 1.7, 8, 1.1, 30, 0.75]
    : 0.7,
});

/** Names of the regions of the shown level and, larger and fainter, of the level above it. */
export function labelLayers(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { palette } = input;
  const level = input.levels.find(({ id }) => id === input.level);
  const names = (levelId: string, kind: 'own' | 'parent'): LayerSpecification => ({
    id: `${levelId}-labels`,
    type: 'symbol',
    ...address,
    filter: ['==', field('level'), levelId],
    ...(kind === 'parent' ? { maxzoom: 6.5 } : level?.parent == null || level.points ? {} : { minzoom: 4.6 }),
    layout: {
      'text-field': labelText(labelsLayer, input.language),
      'text-font': [mapFont],
      'text-size':
        (kind === 'parent' || level?.parent == null) && !(kind === 'own' && level?.points)
          ? ['interpolate', ['linear'], ['zoom'], 3, 11.5, 6, 15]
          : ['interpolate', ['linear'], ['zoom'], 4, 10.5, 8, 14],
      'text-letter-spacing': kind === 'parent' ? 0.12 : 0.02,
      'text-max-width': 7,
      ...(kind === 'own' && level?.points ? besidePlace(input) : { 'text-variable-anchor-offset': anchors }),
      'text-justify': 'auto',
      'text-padding': 3,
      'symbol-sort-key': field('rank'),
    },
    paint: {
      'text-color': kind === 'parent' ? palette.parentLabel : palette.label,
      'text-halo-color': palette.labelHalo,
      'text-halo-width': 1.4,
    },
  });
  if (level === undefined) return [];
  const own = names(level.id, 'own');
  return level.parent === null ? [own] : [own, names(level.parent, 'parent')];
}
