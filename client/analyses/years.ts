import { button, element, svgElement } from '../dom/element.ts';
import { planeOf } from '../map/map-plane.ts';
import { tilesCovering } from '../map/mercator.ts';
import { readAreas } from '../map/tile-areas.ts';
import { areaDefinitions, areaPicture } from '../map/small-map.ts';
import { failureNote } from '../panels/failure.ts';
import { latestOnly } from '../panels/latest.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { classOf, scaleOf, shadeOf } from '../../geodata/model/class-shades.ts';
import type { Plate } from '../plate/plate.ts';

/** Radius of the circles of places, as a share of a small map. */
const smallCircles = 0.03;

/** Small maps of every year side by side, in the same classes; pressing one shows its year on the map. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, store, speech, palette } = scene;
  const { texts } = speech;
  const panel = element('div', { class: 'years-panel' });
  const ask = latestOnly();

  const load = async ({ level, indicator, coverage, catalog, state }: Plate) => {
    const plane = planeOf(catalog, state.projection);
    const [areas, columns] = await Promise.all([
      // Places fill a small part of the ground that they lie on.
      readAreas(
        bundle.base,
        plane,
        level.layer,
        level.points === true ? (maxzoom) => tilesCovering(plane.home, 6, maxzoom) : undefined,
        smallCircles,
      ),
      Promise.all(coverage!.years.map((year) => bundle.column(level.id, indicator!.id, year))),
    ]);
    return { areas, columns, plane };
  };

  const draw = (plate: Plate, { areas, columns, plane }: Awaited<ReturnType<typeof load>>): void => {
    const { coverage, indicator, register, state } = plate;
    const { breaks } = coverage!;
    const scale = scaleOf(indicator!.categories);
    const colors = palette(plate);
    const maps = columns.map(({ year, values }) => {
      const fills = new Map(
        register.id.map((id, row) => {
          const value = values[row] ?? null;
          if (value === null) return [id, colors.noData];
          const shade = shadeOf(classOf(value, breaks), breaks.length + 1);
          return [id, colors.ramps[scale][shade]!];
        }),
      );
      const label = String(year);
      return button(
        {
          class: 'small-map',
          'aria-pressed': String(year === state.year),
          'aria-label': texts.years.show(label),
        },
        () => store.change({ year }),
        areaPicture(plate.level.points === true ? plane.home : plane.whole, fills),
        element('span', {}, label),
      );
    });
    panel.replaceChildren(
      svgElement('svg', { class: 'definitions', 'aria-hidden': 'true' }, areaDefinitions(areas)),
      element('div', { class: 'small-maps' }, ...maps),
    );
  };

  const show = (plate: Plate): void =>
    ask(
      load(plate),
      (loaded) => draw(plate, loaded),
      (error) => panel.replaceChildren(failureNote(texts, error, () => show(plate))),
    );
  return { element: panel, show };
}
