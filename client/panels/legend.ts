import { linkWidth } from '../../geodata/model/link-width.ts';
import { element } from '../dom/element.ts';
import { centreRadius } from '../map/centre-layers.ts';
import type { Size } from '../map/home-padding.ts';
import { linksAtFirst } from '../map/link-choice.ts';
import type { Plate } from '../plate/plate.ts';
import { drawnOverlays } from '../state/view-state.ts';
import { colorKey } from './color-key.ts';
import { formKey } from './form-key.ts';
import { linkSamples, weightWithUnit } from './link-samples.ts';
import type { Panel, Scene } from './panel.ts';
import { bandSwatch, circleSwatch, keyEntry, lineSwatch, outlineSwatch } from './swatches.ts';

/** The key to everything that is drawn, and to nothing else. */
export function createLegend({ speech, palette }: Scene, mapSize: () => Size): Panel {
  const { texts, local } = speech;
  const body = element('div', { class: 'legend-body' });

  const centres = (plate: Plate): HTMLElement | null => {
    const { state, catalog } = plate;
    const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
    if (scheme === undefined || !drawnOverlays(state).includes('centres')) return null;
    const used = scheme.tiers.filter(({ rank }) => scheme.centres.some((centre) => centre.rank === rank));
    return element(
      'section',
      { class: 'legend-part' },
      element('h3', {}, local(scheme.name)),
      element(
        'ul',
        { class: 'keys' },
        ...used.map(({ rank, name }) =>
          keyEntry(circleSwatch(centreRadius(rank), rank <= 2, palette(plate)), local(name)),
        ),
      ),
    );
  };

  const flows = (plate: Plate): HTMLElement | null => {
    const { state, catalog } = plate;
    const network = catalog.networks.find(({ id }) => id === state.network);
    if (network === undefined || !drawnOverlays(state).includes('flows')) return null;
    const strongest = network.weight.extent[1];
    const later = linksAtFirst(plate);
    return element(
      'section',
      { class: 'legend-part' },
      element('h3', {}, [local(network.name), plate.network?.document.year].filter(Boolean).join(' ')),
      element(
        'ul',
        { class: 'keys widths' },
        ...linkSamples(network.weight.extent).map((weight) =>
          keyEntry(
            lineSwatch(linkWidth(weight, strongest), palette(plate)),
            weightWithUnit(speech, weight, network.weight.unit),
          ),
        ),
      ),
      element('p', { class: `basis ${network.basis}` }, texts.legend[network.basis]),
      later === null ? null : element('p', { class: 'note' }, texts.legend.later(later)),
    );
  };

  const groups = (plate: Plate): HTMLElement | null => {
    const overlays = drawnOverlays(plate.state);
    const keys = [
      overlays.includes('agglomerations')
        ? keyEntry(outlineSwatch(palette(plate)), texts.settings.agglomerations)
        : null,
      overlays.includes('corridors') ? keyEntry(bandSwatch(palette(plate)), texts.settings.corridors) : null,
    ].filter((key) => key !== null);
    return keys.length === 0
      ? null
      : element('section', { class: 'legend-part' }, element('ul', { class: 'keys' }, ...keys));
  };

  const root = element(
    'details',
    { class: 'legend', open: true },
    element('summary', {}, texts.legend.title),
    body,
  );
  return {
    element: root,
    show(plate) {
      const parts = [
        colorKey(plate, palette(plate), speech),
        formKey(plate, palette(plate), speech, mapSize()),
        centres(plate),
        flows(plate),
        groups(plate),
      ].filter((part) => part !== null);
      root.hidden = parts.length === 0;
      body.replaceChildren(...parts);
    },
  };
}
