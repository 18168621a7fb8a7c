import { element } from './xml.ts';

/** A colour as QGIS writes it. */
const rgba = (hex: string): string =>
  `${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join()},255`;

function symbol(
  type: 'fill' | 'line' | 'marker',
  kind: string,
  options: Record<string, string>,
  byField: Record<string, string> = {},
): string {
  const entries = Object.entries(options).map(([name, value]) =>
    element('Option', { type: 'QString', name, value }),
  );
  const layer = element('layer', { class: kind, enabled: 1, pass: 0, locked: 0 }, [
    element('Option', { type: 'Map' }, entries),
    ...(Object.keys(byField).length === 0 ? [] : [dataDefined(byField)]),
  ]);
  return element('symbol', { type, name: '0', alpha: 1, clip_to_extent: 1, force_rhr: 0 }, [layer]);
}

/** What QGIS calls a property that is read from a field. */
const FROM_FIELD = '2';

/** Properties of a symbol that every feature says itself, by the name of the field. */
const dataDefined = (byField: Record<string, string>): string =>
  element('data_defined_properties', {}, [
    element('Option', { type: 'Map' }, [
      element('Option', { type: 'QString', name: 'name', value: '' }),
      element(
        'Option',
        { type: 'Map', name: 'properties' },
        Object.entries(byField).map(([property, field]) =>
          element('Option', { type: 'Map', name: property }, [
            element('Option', { type: 'bool', name: 'active', value: 'true' }),
            element('Option', { type: 'QString', name: 'field', value: field }),
            element('Option', { type: 'int', name: 'type', value: FROM_FIELD }),
          ]),
        ),
      ),
      element('Option', { type: 'QString', name: 'type', value: 'collection' }),
    ]),
  ]);

/** An area with a hairline around it. */
export const fillSymbol = (colour: string, outline: string): string =>
  symbol('fill', 'SimpleFill', {
    color: rgba(colour),
    style: 'solid',
    outline_color: rgba(outline),
    outline_width: '0.1',
    outline_width_unit: 'MM',
    outline_style: 'solid',
  });

/** An outline alone. */
export const outlineSymbol = (colour: string, widthMm: number): string =>
  symbol('fill', 'SimpleFill', {
    color: rgba(colour),
    style: 'no',
    outline_color: rgba(colour),
    outline_width: String(widthMm),
    outline_width_unit: 'MM',
    outline_style: 'solid',
  });

export const lineSymbol = (colour: string, widthMm: number): string =>
  symbol('line', 'SimpleLine', {
    line_color: rgba(colour),
    line_width: String(widthMm),
    line_width_unit: 'MM',
    line_style: 'solid',
    capstyle: 'round',
    joinstyle: 'round',
  });

export const circleSymbol = (colour: string, sizeMm: number): string =>
  symbol('marker', 'SimpleMarker', {
    name: 'circle',
    color: rgba(colour),
    outline_color: '255,255,255,255',
    outline_width: '0.3',
    size: String(sizeMm),
    size_unit: 'MM',
  });

/** The head of an arrow that points where the field `bearing` says, clockwise from north. */
export const headSymbol = (colour: string, sizeMm: number): string =>
  symbol(
    'marker',
    'SimpleMarker',
    {
      name: 'triangle',
      color: rgba(colour),
      outline_color: '255,255,255,255',
      outline_width: '0.2',
      size: String(sizeMm),
      size_unit: 'MM',
      angle: '0',
    },
    { angle: 'bearing' },
  );
