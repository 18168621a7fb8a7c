/** What a layer of a MapLibre style says about zooms. */
interface StyleLayer {
  minzoom?: number;
  maxzoom?: number;
  layout?: object;
  paint?: object;
}

/** The same layer with the zooms of its sizes and of its own range moved by `offset`; a range from zoom 0 stays one. */
export function moveZooms<Layer extends StyleLayer>(layer: Layer, offset: number): Layer {
  if (offset === 0) return layer;
  const { minzoom = 0, maxzoom } = layer;
  return {
    ...moveSizes(layer, offset),
    ...(minzoom > 0 ? { minzoom: minzoom + offset } : {}),
    ...(maxzoom === undefined ? {} : { maxzoom: maxzoom + offset }),
  };
}

/** The same layer with the zooms of its sizes alone moved: the stops of expressions over `zoom`. */
export function moveSizes<Layer extends StyleLayer>(layer: Layer, offset: number): Layer {
  if (offset === 0) return layer;
  const { layout, paint } = layer;
  return {
    ...layer,
    ...(layout === undefined ? {} : { layout: moveStopsOfAll(layout, offset) }),
    ...(paint === undefined ? {} : { paint: moveStopsOfAll(paint, offset) }),
  };
}

const moveStopsOfAll = (properties: object, offset: number): object =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, moveStops(value, offset)]));

/** MapLibre allows `zoom` in the outermost `interpolate` or `step` alone, with its stops from the fourth place on. */
function moveStops(expression: unknown, offset: number): unknown {
  if (!Array.isArray(expression)) return expression;
  const [operator, first, second] = expression as unknown[];
  const input = operator === 'interpolate' ? second : operator === 'step' ? first : null;
  if (!Array.isArray(input) || input[0] !== 'zoom') return expression;
  return expression.map((part: unknown, place) =>
    place >= 3 && place % 2 === 1 && typeof part === 'number' ? part + offset : part,
  );
}
