import type { LayerSpecification } from 'maplibre-gl';
import { arrowheadsLayer } from '../../geodata/layers/declarations.ts';
import { fieldsOf } from './field.ts';
import { linkOpacity, ofShownLinks } from './flow-layers.ts';
import { mapFont } from './label-layers.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

const field = fieldsOf(arrowheadsLayer);

/**
 * Where the links of a network with directions lead: an arrow of the font on each drawn link, turned by its bearing, larger
 * on wider links, and with a casing as the lines have. Links there and back share a line and have one arrow each.
 */
export function linkHeads(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { network, selected, palette } = input;
  if (network?.directed !== true) return [];
  const strongest = Math.max(network.weight.extent[1], Number.MIN_VALUE);
  const arrows = (id: string, outline: string, width: number): LayerSpecification => ({
    id,
    type: 'symbol',
    ...address,
    filter: ofShownLinks(field, input),
    layout: {
      'text-field': '↑',
      'text-font': [mapFont],
      'text-size': ['interpolate', ['linear'], ['/', field('weight'), strongest], 0, 18, 1, 32],
      'text-rotate': field('bearing'),
      'text-rotation-alignment': 'map',
      'text-allow-overlap': true,
      'text-ignore-placement': true,
      'symbol-sort-key': ['-', 0, field('rank')],
    },
    paint: {
      'text-color': palette.flow,
      'text-halo-color': outline,
      'text-halo-width': width,
      'text-opacity': linkOpacity(field, selected?.level === network.level ? selected.code : null),
    },
  });
  // A halo of its own colour makes the thin arrow of the font a bold one.
  return [arrows('link-heads-casing', palette.casing, 2.2), arrows('link-heads', palette.flow, 1)];
}
