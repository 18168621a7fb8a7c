import { element } from '../dom/element.ts';
import { centreRadius } from '../map/centre-layers.ts';
import { linkWidth } from '../map/link-width.ts';
import type { MapPalette } from '../map/palette.ts';
import { shadeOf } from '../plate/classes.ts';
import { isMarked, type Plate } from '../plate/plate.ts';
import { classRange, classStart } from './class-range.ts';
import { linkSamples, sayWeight } from './link-samples.ts';
import type { Panel, Scene } from './panel.ts';
import { circleSwatch, hatchSwatch, lineSwatch, markSwatch } from './swatches.ts';

/** The key to everything that is drawn, and to nothing else. */
export function createLegend({ speech }: Scene, palette: (plate: Plate) => MapPalette): Panel {
  const { texts, local } = speech;
  const body = element('div', { class: 'legend-body' });

  const classes = (plate: Plate): HTMLElement | null => {
    const { indicator, coverage, marks } = plate;
    if (indicator === null || coverage === null) return null;
    const count = coverage.breaks.length + 1;
    const items = Array.from({ length: count }, (_, place) => {
      const shade = shadeOf(place, count);
      const members = marks.filter((mark) => mark.shade === shade).length;
      return element(
        'li',
        {},
        element('span', { class: 'swatch', style: `background:${palette(plate).scale[shade]}` }),
        element('span', { class: 'range' }, classRange(speech, indicator, coverage, place)),
        element(
          'span',
          { class: 'start', 'aria-hidden': 'true' },
          classStart(speech, indicator, coverage.breaks, place),
        ),
        element('span', { class: 'members' }, String(members)),
      );
    });
    const noData = marks.filter(({ value }) => value === null).length;
    const rest = [
      noData === 0 ? null : entry(hatchSwatch(palette(plate)), texts.legend.noData, String(noData)),
      marks.some(({ quality }) => isMarked(quality))
        ? entry(markSwatch(palette(plate)), texts.legend.marked)
        : null,
    ];
    const unit = local(indicator.unit);
    return element(
      'section',
      { class: 'legend-part' },
      element('h3', {}, local(indicator.name), unit === '' ? null : element('span', { class: 'unit' }, unit)),
      element('ol', { class: 'classes', title: texts.legend.classes(count) }, ...items.reverse()),
      element('ul', { class: 'keys' }, ...rest),
    );
  };

  const centres = (plate: Plate): HTMLElement | null => {
    const { state, catalog } = plate;
    const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
    if (scheme === undefined || !state.overlays.includes('centres')) return null;
    const used = scheme.tiers.filter(({ rank }) => scheme.centres.some((centre) => centre.rank === rank));
    return element(
      'section',
      { class: 'legend-part' },
      element('h3', {}, local(scheme.name)),
      element(
        'ul',
        { class: 'keys' },
        ...used.map(({ rank, name }) =>
          entry(circleSwatch(centreRadius(rank), rank <= 2, palette(plate)), local(name)),
        ),
      ),
    );
  };

  const flows = (plate: Plate): HTMLElement | null => {
    const { state, catalog } = plate;
    const network = catalog.networks.find(({ id }) => id === state.network);
    if (network === undefined || !state.overlays.includes('flows')) return null;
    const strongest = network.weight.extent[1];
    const unit = local(network.weight.unit);
    return element(
      'section',
      { class: 'legend-part' },
      element('h3', {}, local(network.name)),
      element(
        'ul',
        { class: 'keys' },
        ...linkSamples(strongest).map((weight) =>
          entry(
            lineSwatch(linkWidth(weight, strongest), palette(plate)),
            `${sayWeight(speech, weight)}${unit === '' ? '' : ` ${unit}`}`,
          ),
        ),
      ),
      element('p', { class: `basis ${network.basis}` }, texts.legend[network.basis]),
    );
  };

  return {
    element: element(
      'details',
      { class: 'legend', open: true },
      element('summary', {}, texts.legend.title),
      body,
    ),
    show(plate) {
      const parts = [classes(plate), centres(plate), flows(plate)].filter((part) => part !== null);
      body.replaceChildren(...parts);
    },
  };
}

const entry = (swatch: Element, label: string, members: string | null = null): HTMLElement =>
  element(
    'li',
    {},
    swatch,
    element('span', { class: 'range' }, label),
    members === null ? null : element('span', { class: 'members' }, members),
  );
