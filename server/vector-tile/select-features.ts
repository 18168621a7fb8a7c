import type { LayerMessage } from './layer-message.ts';
import { propertiesOf, readLayer, writeLayer } from './layer.ts';

/** The layers with only those features that have a value in a property; layers without any are left out. */
export const selectFeatures = (
  layers: readonly LayerMessage[],
  property: string,
  value: string,
): LayerMessage[] =>
  layers.flatMap(({ name, bytes }) => {
    const layer = readLayer(bytes);
    const features = layer.features.filter((feature) => propertiesOf(layer, feature)[property] === value);
    return features.length === 0 ? [] : [{ name, bytes: writeLayer({ ...layer, features }) }];
  });
