import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { svgElement } from '../dom/element.ts';
import type { Plate } from '../plate/plate.ts';
import type { MapOptions, MapOwner, MapReports } from './map-owner.ts';
import { boxInSquare, type SquareBox } from './mercator.ts';
import type { StyleInput } from './style-input.ts';
import { readAreas, type TileAreas } from './tile-areas.ts';

/** Units of the picture along a side of the Mercator square; SVG readers keep about seven digits. */
const unitsPerSquare = 8192;

/** A region's areas in all tiles. */
type Shapes = Map<number, SVGPathElement[]>;

/**
 * The map as an SVG picture, for browsers without WebGL: the regions of the shown level in the colours of their
 * classes, with pointing, choosing and zooming, but without names, centres and links.
 */
export function createPicture(options: MapOptions, reports: MapReports): MapOwner {
  let input = options.style;
  let plate: Plate | null = null;
  let shapes: Shapes = new Map();
  let drawnLayer = '';
  let box = padded(boxInSquare(options.home));
  const svg = svgElement('svg', { class: 'picture', role: 'img', 'aria-label': options.texts.label });
  options.container.append(svg);

  const look = (next: SquareBox): void => {
    box = next;
    const numbers = [box.x, box.y, box.width, box.height].map((value) => value * unitsPerSquare);
    svg.setAttribute('viewBox', numbers.map((value) => value.toFixed(3)).join(' '));
  };

  const paint = (hovered: number | null): void => {
    if (plate === null) return;
    const { register, marks, level, state } = plate;
    const chosen = state.selected?.level === level.id ? state.selected.code : null;
    for (const [row, id] of register.id.entries()) {
      const { shade } = marks[row]!;
      for (const path of shapes.get(id) ?? []) {
        path.setAttribute(
          'fill',
          shade === null ? input.palette.noData : input.palette.ramps[input.ramp][shade]!,
        );
        path.classList.toggle('pointed', row === hovered);
        path.classList.toggle('chosen', register.code[row] === chosen);
      }
    }
  };

  /** Draws the areas of the shown level where they are not the ones already there. */
  const draw = async (): Promise<void> => {
    const layer = plate!.level.layer;
    const tileset = input.tilesets.find(({ layers }) => layers.some(({ id }) => id === layer));
    if (layer === drawnLayer || tileset === undefined) return;
    drawnLayer = layer;
    options.container.setAttribute('aria-busy', 'true');
    const tiles = await readAreas(input.base, tileset, layer);
    if (layer !== drawnLayer) return;
    shapes = new Map();
    svg.replaceChildren(...tiles.map((tile) => tilePicture(tile, shapes)));
    paint(null);
    options.container.setAttribute('aria-busy', 'false');
  };

  const rowOf = (event: Event): number | null => {
    const id = event.target instanceof SVGPathElement ? Number(event.target.dataset['id']) : Number.NaN;
    const row = plate?.register.id.indexOf(id) ?? -1;
    return row === -1 ? null : row;
  };
  svg.addEventListener('pointermove', (event) => reports.hover(rowOf(event)));
  svg.addEventListener('pointerleave', () => reports.hover(null));
  svg.addEventListener('click', (event) => reports.click(rowOf(event)));
  look(box);

  return {
    isPicture: true,
    moveTo: () => look(padded(boxInSquare(options.home))),
    fit: (bounds: BoundingBox) => look(padded(boxInSquare(bounds))),
    zoomBy(steps) {
      const scale = 2 ** -steps;
      look({
        x: box.x + (box.width * (1 - scale)) / 2,
        y: box.y + (box.height * (1 - scale)) / 2,
        width: box.width * scale,
        height: box.height * scale,
      });
    },
    show(nextInput: StyleInput, nextPlate: Plate, { hovered }) {
      input = nextInput;
      plate = nextPlate;
      draw().catch(() => {
        drawnLayer = '';
        options.container.setAttribute('aria-busy', 'false');
      });
      paint(hovered);
    },
    highlight: ({ hovered }) => paint(hovered),
    picture: (scale) => rasterOf(svg, scale),
  };
}

/** The picture as pixels: the SVG on a page of its own, with the paints it has on this one. */
async function rasterOf(svg: SVGSVGElement, scale: number): Promise<HTMLCanvasElement> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('stroke', getComputedStyle(svg).color);
  copy.setAttribute('fill-rule', 'evenodd');
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A tile's areas in their place; whatever reaches over the edge of the tile is cut off there. */
function tilePicture({ tile, extent, areas }: TileAreas, shapes: Shapes): SVGSVGElement {
  const side = unitsPerSquare / 2 ** tile.z;
  const paths = areas.map(({ id, path }) => {
    const shape = svgElement('path', { d: path, 'data-id': id });
    shapes.set(id, [...(shapes.get(id) ?? []), shape]);
    return shape;
  });
  return svgElement(
    'svg',
    {
      x: tile.x * side,
      y: tile.y * side,
      width: side,
      height: side,
      viewBox: `0 0 ${extent} ${extent}`,
    },
    ...paths,
  );
}

/** A little more than a box. */
function padded(box: SquareBox): SquareBox {
  const room = 0.03 * Math.max(box.width, box.height);
  return { x: box.x - room, y: box.y - room, width: box.width + 2 * room, height: box.height + 2 * room };
}
