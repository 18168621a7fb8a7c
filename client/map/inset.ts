import type { Catalog } from '../../geodata/model/catalog.ts';
import { element, svgElement } from '../dom/element.ts';
import type { Plate } from '../plate/plate.ts';
import { planeOf } from './map-plane.ts';
import { tilesCovering } from './mercator.ts';
import type { MapPalette } from './palette.ts';
import { rasterOf } from './svg-raster.ts';
import { readAreas } from './tile-areas.ts';
import { tilePicture, viewBoxOf, type Shapes } from './tile-picture.ts';

/** The small map in the corner, of what lies outside of the main one, in the same colours. */
export interface Inset {
  show(plate: Plate, palette: MapPalette): void;
  /** Puts the inset on a picture of the map, where it stands on the screen; `scale` pixels per CSS pixel. */
  drawOn(canvas: HTMLCanvasElement, scale: number): Promise<void>;
}

/** Width of a border in units of a tile; the inset has one size, whatever the map does. */
const borderWidth = 5;

/** Units of tiles along the width of the inset: four to a pixel. A finer tile would cost more than the main map's. */
const detail = 416;
const unitsPerTile = 4096;

/** What the shapes of the inset depend on. */
const contentOf = ({ layer }: Plate['level'], { projection }: Plate['state']): string =>
  `${projection}/${layer}`;

/** An inset in a corner of a map, from the one tile that covers it, which the map itself has mostly asked for. */
export function createInset(
  container: HTMLElement,
  base: string,
  { name, box }: NonNullable<Catalog['inset']>,
): Inset {
  const svg = svgElement('svg', { role: 'img', 'stroke-width': borderWidth });
  const words = element('span', { 'aria-hidden': 'true' });
  const frame = element('div', { class: 'inset-map' }, svg, words);
  container.append(frame);
  let shapes: Shapes = new Map();
  let drawn = '';

  const paint = ({ register, marks, shown }: Plate, palette: MapPalette): void => {
    const colors = palette.ramps[shown?.ramp ?? 'sequential'];
    for (const [row, id] of register.id.entries()) {
      const { shade } = marks[row]!;
      const fill = shade === null ? palette.noData : colors[shade]!;
      for (const path of shapes.get(id) ?? []) path.setAttribute('fill', fill);
    }
  };

  /** Draws the areas of the shown level; false where another level was asked for in the meantime. */
  const draw = async ({ level, catalog, state }: Plate): Promise<boolean> => {
    const asked = contentOf(level, state);
    drawn = asked;
    const plane = planeOf(catalog, state.projection);
    const square = plane.boxInSquare(box);
    const zoom = Math.ceil(Math.log2(detail / (unitsPerTile * square.width)));
    const tiles = await readAreas(base, plane, level.layer, (maxzoom) =>
      tilesCovering(square, 1, Math.min(zoom, maxzoom)),
    );
    if (drawn !== asked) return false;
    shapes = new Map();
    svg.setAttribute('viewBox', viewBoxOf(square));
    svg.style.aspectRatio = String(square.width / square.height);
    svg.replaceChildren(...tiles.map((tile) => tilePicture(tile, shapes)));
    return true;
  };

  let latest: (() => void) | null = null;
  return {
    show(plate, palette) {
      words.textContent = name[plate.state.language];
      svg.setAttribute('aria-label', name[plate.state.language]);
      latest = () => paint(plate, palette);
      if (contentOf(plate.level, plate.state) === drawn) return latest();
      draw(plate).then(
        (isLatest) => isLatest && latest?.(),
        // The main map tells when tiles do not come.
        () => (drawn = ''),
      );
    },
    async drawOn(canvas, scale) {
      const place = frame.getBoundingClientRect();
      const origin = container.getBoundingClientRect();
      const picture = svg.getBoundingClientRect();
      const context = canvas.getContext('2d')!;
      const { backgroundColor, borderTopColor, color, font } = getComputedStyle(frame);
      context.save();
      context.scale(scale, scale);
      context.translate(place.x - origin.x, place.y - origin.y);
      context.fillStyle = backgroundColor;
      context.fillRect(0, 0, place.width, place.height);
      context.drawImage(
        await rasterOf(svg, scale),
        picture.x - place.x,
        picture.y - place.y,
        picture.width,
        picture.height,
      );
      context.strokeStyle = borderTopColor;
      context.strokeRect(0.5, 0.5, place.width - 1, place.height - 1);
      context.fillStyle = color;
      context.font = font;
      context.textAlign = 'center';
      context.fillText(words.textContent, place.width / 2, place.height - 6, place.width - 8);
      context.restore();
    },
  };
}
