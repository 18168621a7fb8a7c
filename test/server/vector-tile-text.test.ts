import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { expect, test } from 'vitest';
import { readLayer, writeLayer } from '../../server/vector-tile/layer.ts';
import { joinLayers } from '../../server/vector-tile/layer-message.ts';

test('names of layers and fields beyond the basic plane come back as they were', () => {
  const text = new TextEncoder().encode('𬭊');
  const layer = {
    version: 2,
    name: '𠮷林',
    extent: 4096,
    keys: ['𪚥'],
    values: [Uint8Array.of(0x0a, text.length, ...text)],
    features: [{ id: 1, tags: [0, 0], type: 'point' as const, geometry: [9, 2, 2] }],
  };
  const bytes = writeLayer(layer);
  expect(readLayer(bytes)).toMatchObject({ name: '𠮷林', keys: ['𪚥'] });
  const tile = new VectorTile(new Pbf(joinLayers([{ name: layer.name, bytes }])));
  expect(tile.layers['𠮷林']!.feature(0).properties).toEqual({ 𪚥: '𬭊' });
});
