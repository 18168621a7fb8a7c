import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl';
import { flowsLayer } from '../../geodata/layers/declarations.ts';
import { fieldsOf } from './field.ts';
import { linkWidthExpression } from './link-width.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

const field = fieldsOf(flowsLayer);

/**
 * The strongest links of one network, widest on top, each with a casing that separates it from every class of the
 * colours below. With a region selected its links stay strong and all others recede.
 */
export function flowLayers(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { network, links, selectedCode, palette } = input;
  if (network === null) return [];
  const strongest = network.weight.extent[1];
  const filter: FilterSpecification = [
    'all',
    ['==', field('network'), network.id],
    ['<=', field('rank'), links],
  ];
  const layout: LineLayerSpecification['layout'] = {
    'line-join': 'round',
    'line-sort-key': ['-', 0, field('rank')],
  };
  const opacity = linkOpacity(selectedCode);
  const line = (id: string, color: string, extraWidth: number): LineLayerSpecification => ({
    id,
    type: 'line',
    ...address,
    filter,
    layout,
    paint: {
      'line-color': color,
      'line-width': linkWidthExpression(field('weight'), strongest, extraWidth),
      'line-opacity': opacity,
    },
  });
  return [line('flows-casing', palette.casing, 2), line('flows', palette.flow, 0)];
}

const linkOpacity = (selectedCode: string | null): ExpressionSpecification | number =>
  selectedCode === null
    ? 0.9
    : ['case', ['any', ['==', field('a'), selectedCode], ['==', field('b'), selectedCode]], 1, 0.12];
