import { element } from './xml.ts';

/** One entry of the legend of a vector tile layer; `expression` is QGIS's own language. */
export interface TileStyle {
  name: string;
  layer: string;
  geometry: 'point' | 'line' | 'polygon';
  expression: string;
  symbol: string;
  /** Whether it is drawn at the start. */
  enabled: boolean;
}

const geometryNumbers = { point: 0, line: 1, polygon: 2 } as const;

/** An entry as QGIS saves it. */
export function styleElement({ name, layer, geometry, expression, symbol, enabled }: TileStyle): string {
  return element(
    'style',
    {
      name,
      layer,
      geometry: geometryNumbers[geometry],
      enabled: enabled ? 1 : 0,
      expression,
      'min-zoom': -1,
      'max-zoom': -1,
    },
    [element('symbols', {}, [symbol])],
  );
}

/** A text in an expression of QGIS. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
