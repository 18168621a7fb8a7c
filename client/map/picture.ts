import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { svgElement } from '../dom/element.ts';
import type { Plate } from '../plate/plate.ts';
import type { MapOptions, MapOwner, MapReports } from './map-owner.ts';
import { isSamePlane, planeOfState } from './map-plane.ts';
import type { StyleInput } from './style-input.ts';
import { rasterOf } from './svg-raster.ts';
import { readAreas } from './tile-areas.ts';
import { tilePicture, viewBoxOf, type Shapes } from './tile-picture.ts';

/**
 * The map as an SVG picture, for browsers without WebGL: the regions of the shown level in the colours of their
 * classes, with pointing, choosing and zooming, but without names, centres and links.
 */
export function createPicture(options: MapOptions, reports: MapReports): MapOwner {
  let input = options.style;
  let plate: Plate | null = null;
  let shapes: Shapes = new Map();
  let drawn = '';
  let { plane } = options;
  let box = padded(plane.home);
  let follower: MapOwner | null = null;
  const svg = svgElement('svg', { class: 'picture', role: 'img', 'aria-label': options.texts.label });
  options.container.append(svg);

  const look = (next: SquareBox): void => {
    box = next;
    svg.setAttribute('viewBox', viewBoxOf(box));
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
    const { layer } = plate!.level;
    const asked = `${plane.projection}/${layer}`;
    if (asked === drawn) return;
    drawn = asked;
    options.container.setAttribute('aria-busy', 'true');
    const tiles = await readAreas(input.base, plane, layer);
    if (asked !== drawn) return;
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
    moveTo() {
      look(padded(plane.home));
      follower?.moveTo(null);
    },
    fit(bounds: BoundingBox) {
      look(padded(plane.boxInSquare(bounds)));
      follower?.fit(bounds);
    },
    zoomBy(steps) {
      follower?.zoomBy(steps);
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
      const nextPlane = planeOfState(plate.catalog, plate.state);
      if (!isSamePlane(nextPlane, plane)) {
        plane = nextPlane;
        look(padded(plane.home));
      }
      draw().catch(() => {
        drawn = '';
        options.container.setAttribute('aria-busy', 'false');
      });
      paint(hovered);
    },
    highlight: ({ hovered }) => paint(hovered),
    picture: (scale) => rasterOf(svg, scale),
    lead(next) {
      follower = next;
      // Both begin with the whole atlas.
      if (follower !== null) this.moveTo(null);
    },
    remove: () => svg.remove(),
  };
}

/** A little more than a box. */
function padded(box: SquareBox): SquareBox {
  const room = 0.03 * Math.max(box.width, box.height);
  return { x: box.x - room, y: box.y - room, width: box.width + 2 * room, height: box.height + 2 * room };
}
