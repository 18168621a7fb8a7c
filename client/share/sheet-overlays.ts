import type { Position } from '../../geodata/model/geometry.ts';
import { linkWidth } from '../../geodata/model/link-width.ts';
import { svgElement } from '../dom/element.ts';
import { centreRadius } from '../map/centre-layers.ts';
import { chosenLinks } from '../map/link-choice.ts';
import type { MapPlane } from '../map/map-plane.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Plate } from '../plate/plate.ts';
import { drawnOverlays } from '../state/view-state.ts';

/** Where things stand on the drawing: `place` in its units, of which `unit` are as long as one of the sheet. */
export interface Drawing {
  plane: MapPlane;
  unitsPerSquare: number;
  unit: number;
}

/** Links and centres of a plate as a drawing has them: links curved as the map curves them, the strongest on top. */
export function sheetOverlays(plate: Plate, palette: MapPalette, drawing: Drawing): SVGElement[] {
  const overlays = drawnOverlays(plate.state);
  return [
    ...(overlays.includes('flows') ? linkPaths(plate, palette, drawing) : []),
    ...(overlays.includes('centres') ? centreCircles(plate, palette, drawing) : []),
  ];
}

/** A place on the Earth in the units of a drawing. */
export const placeOn = ({ plane, unitsPerSquare }: Drawing, position: Position): [string, string] => {
  const [x, y] = plane.toSquare(position);
  return [(x * unitsPerSquare).toFixed(2), (y * unitsPerSquare).toFixed(2)];
};

function linkPaths(plate: Plate, palette: MapPalette, drawing: Drawing): SVGElement[] {
  const { network } = plate;
  const strongest = plate.catalog.networks.find(({ id }) => id === plate.state.network)?.weight.extent[1];
  if (network === null || strongest === undefined) return [];
  const { document, register } = network;
  const pointOf = (node: number): Position | undefined =>
    register.point[register.code.indexOf(document.nodes[node]!)];
  return chosenLinks(plate)
    .toReversed()
    .flatMap((edge) => {
      const [from, to] = [pointOf(document.a[edge]!), pointOf(document.b[edge]!)];
      if (from === undefined || to === undefined) return [];
      const width = linkWidth(document.weight[edge]!, strongest);
      const d = `M${greatCircle(from, to)
        .map((position) => placeOn(drawing, position).join(' '))
        .join('L')}`;
      const path = (color: string, thickness: number): SVGElement =>
        svgElement('path', {
          d,
          fill: 'none',
          stroke: color,
          'stroke-width': (thickness * drawing.unit).toFixed(2),
          'stroke-linecap': 'round',
        });
      return [path(palette.casing, width + 2), path(palette.flow, width)];
    });
}

function centreCircles({ state, catalog }: Plate, palette: MapPalette, drawing: Drawing): SVGElement[] {
  const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
  // Higher tiers lie on top.
  const centres = (scheme?.centres ?? []).toSorted((one, other) => other.rank - one.rank);
  return centres.flatMap(({ point, rank }) => {
    const [cx, cy] = placeOn(drawing, point);
    const circle = (radius: number, fill: string, stroke: string): SVGElement =>
      svgElement('circle', {
        cx,
        cy,
        r: (radius * drawing.unit).toFixed(2),
        fill,
        stroke,
        'stroke-width': (1.5 * drawing.unit).toFixed(2),
      });
    const radius = centreRadius(rank);
    return [
      circle(radius, palette.centre, palette.casing),
      ...(rank <= 2 ? [circle(0.36 * radius, palette.casing, 'none')] : []),
    ];
  });
}

/** Pieces of a curve. */
const pieces = 16;

/** The shortest way between two places on a sphere, as places along it. */
export function greatCircle(from: Position, to: Position): Position[] {
  const [a, b] = [onSphere(from), onSphere(to)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  // Below a metre there is no way to go.
  if (angle < 1e-7) return [from, to];
  return Array.from({ length: pieces + 1 }, (_, piece): Position => {
    const share = piece / pieces;
    const near = Math.sin((1 - share) * angle) / Math.sin(angle);
    const far = Math.sin(share * angle) / Math.sin(angle);
    const [x, y, z] = [near * a[0] + far * b[0], near * a[1] + far * b[1], near * a[2] + far * b[2]];
    return [(Math.atan2(y, x) * 180) / Math.PI, (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI];
  });
}

function onSphere([longitude, latitude]: Position): [x: number, y: number, z: number] {
  const [east, north] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}
