import type { MeasureEntry } from '../../geodata/model/catalog.ts';
import { element } from '../dom/element.ts';
import { failureNote } from '../panels/failure.ts';
import { latestOnly } from '../panels/latest.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';
import { methodNote } from './measure-section.ts';
import { networkEntries } from './network-entries.ts';
import type { NetworkTable } from './network-results.ts';
import { communitySection, exposureSection, hubSection, turnoverSection } from './network-tables.ts';
import { removalSection } from './network-removal.ts';
import { tierSection } from './network-tiers.ts';
import type { NetworkView } from './network-view.ts';

/** The measures of a network that are shown, in this order. */
const sections = [
  { name: 'tiers', measures: ['tier-pairs'], make: tierSection },
  { name: 'hubs', measures: ['hubs'], make: hubSection },
  { name: 'removal', measures: ['robustness'], make: removalSection },
  { name: 'communities', measures: ['community-agreement', 'community-match'], make: communitySection },
  { name: 'exposure', measures: ['diffusion-exposure'], make: exposureSection },
  { name: 'turnover', measures: ['link-turnover'], make: turnoverSection },
] as const;

/** A network as a whole: between which tiers its links run, who its hubs are, and what is left without them. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, speech } = scene;
  const { texts, local } = speech;
  const panel = element('div', { class: 'network-panel' });
  const ask = latestOnly();

  const load = async ({ state, catalog }: Plate) => {
    const network = catalog.networks.find(({ id }) => id === state.network)!;
    const read = async (entry: MeasureEntry): Promise<NetworkTable> => ({
      entry,
      table: await bundle.measure(entry.id),
    });
    const [register, ...found] = await Promise.all([
      bundle.register(network.level),
      ...sections.map(({ measures }) =>
        Promise.all(measures.flatMap((each) => networkEntries(catalog, network.id, each)).map(read)),
      ),
    ]);
    return { network, register, found };
  };

  const draw = (plate: Plate, { network, register, found }: Awaited<ReturnType<typeof load>>): void => {
    const view: NetworkView = { scene, plate, register, directed: network.directed };
    const parts = sections.flatMap(({ name, make }, place) => {
      const tables = found[place]!;
      const content = tables.length === 0 ? null : make(tables, view);
      if (content === null) return [];
      return element(
        'details',
        { class: 'part measure', open: name !== 'communities' && name !== 'exposure' },
        element('summary', {}, element('h3', {}, texts.network[name])),
        ...content,
        ...tables.map(({ table }) => methodNote(table, plate.catalog, speech)),
      );
    });
    panel.replaceChildren(
      element('p', { class: 'note' }, local(network.name)),
      element('p', { class: `basis ${network.basis}` }, texts.legend[network.basis]),
      ...parts,
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
