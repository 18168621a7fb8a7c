import { svgElement } from '../dom/element.ts';
import { planeOf } from '../map/map-plane.ts';
import { areaDefinitions, areaPicture } from '../map/small-map.ts';
import type { MapPalette } from '../map/palette.ts';
import type { TileAreas } from '../map/tile-areas.ts';
import { unitsPerSquare } from '../map/tile-picture.ts';
import type { Plate } from '../plate/plate.ts';
import { groupLines, groupNames, type GroupShapes } from './sheet-groups.ts';
import { sheetOverlays } from './sheet-overlays.ts';
import type { Sheet, SheetBox, SheetMark } from './sheet.ts';

/** A sheet as an SVG document: the regions of the whole atlas as areas, everything else as text and boxes. */
export function sheetDocument(
  sheet: Sheet,
  plate: Plate,
  palette: MapPalette,
  { areas, groups }: { areas: readonly TileAreas[]; groups: GroupShapes },
  drawing: SVGSVGElement | null,
): string {
  const draw = (each: Plate): SVGSVGElement => placed(mapOf(each, palette, sheet.map, groups), sheet.map);
  const maps: SVGElement[] = [drawing === null ? draw(plate) : placed(drawing, sheet.map)];
  if (drawing === null && plate.earlier !== null)
    maps.push(leftPart(draw(plate.earlier), plate, palette, sheet));
  const svg = svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${sheet.width} ${sheet.height}`,
      width: sheet.width,
      height: sheet.height,
      'font-family': "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    },
    areaDefinitions(areas),
    svgElement('rect', { width: sheet.width, height: sheet.height, fill: sheet.ground }),
    ...maps,
    ...sheet.marks.map(drawnMark),
  );
  return new XMLSerializer().serializeToString(svg);
}

function drawnMark(mark: SheetMark): SVGElement {
  const { x, y, fill } = mark;
  if (mark.kind === 'rect') return svgElement('rect', { x, y, width: mark.width, height: mark.height, fill });
  if (mark.kind === 'circle') return svgElement('circle', { cx: x, cy: y, r: mark.radius, fill });
  return svgElement(
    'text',
    { x, y, fill, 'font-size': mark.size, 'font-weight': mark.strong ? 600 : 400 },
    mark.text,
  );
}

/** A picture in the place of the map. */
function placed(picture: SVGSVGElement, box: SheetBox): SVGSVGElement {
  for (const [name, value] of Object.entries(box)) picture.setAttribute(name, String(value));
  return picture;
}

/** The regions of a plate in its colours, with groups, links and centres, to stand in a box. */
function mapOf(plate: Plate, palette: MapPalette, box: SheetBox, groups: GroupShapes): SVGSVGElement {
  const { register, marks, shown, catalog, state } = plate;
  const colors = palette.ramps[shown?.ramp ?? 'sequential'];
  const fills = new Map(
    register.id.map((id, row) => {
      const { shade } = marks[row]!;
      return [id, shade === null ? palette.noData : colors[shade]!];
    }),
  );
  const plane = planeOf(catalog, state.projection);
  const { whole } = plane;
  const map = areaPicture(whole, fills);
  map.setAttribute('stroke', palette.parentBorder);
  map.setAttribute('stroke-width', '0.7');
  const unit = unitsPerSquare * Math.max(whole.width / box.width, whole.height / box.height);
  const drawing = { plane, unitsPerSquare, unit };
  map.append(
    ...groupLines(groups, plate, palette, drawing),
    ...sheetOverlays(plate, palette, drawing),
    ...groupNames(plate, palette, drawing),
  );
  return map;
}

/** The earlier of two years, as far as the handle stands from the left, and the line between the two. */
function leftPart(map: SVGElement, { state }: Plate, palette: MapPalette, sheet: Sheet): SVGElement {
  const { x, y, width, height } = sheet.map;
  const left = (width * state.split) / 100;
  const cut = 'earlier-year';
  return svgElement(
    'g',
    {},
    svgElement('clipPath', { id: cut }, svgElement('rect', { x, y, width: left, height })),
    svgElement(
      'g',
      { 'clip-path': `url(#${cut})` },
      svgElement('rect', { x, y, width, height, fill: sheet.ground }),
      map,
    ),
    svgElement('rect', { x: x + left - 1, y, width: 2, height, fill: palette.selection }),
  );
}
