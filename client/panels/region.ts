import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { Plate } from '../plate/plate.ts';
import { loadRegionRecord, type RegionRecord } from '../plate/region-record.ts';
import { failureNote } from './failure.ts';
import { latestOnly } from './latest.ts';
import type { Panel, Scene } from './panel.ts';
import { regionLinks, regionMeasures, regionProfile, regionSeries } from './region-parts.ts';
import { nameAt, nameOf } from './region-name.ts';
import { sourceList } from './sources.ts';

/** The inspector: everything the atlas knows about the selected region, and where it comes from. */
export function createRegion(scene: Scene): Panel {
  const { bundle, store, speech } = scene;
  const { texts, local, language } = speech;
  const panel = element('div', { class: 'region-panel' });
  const ask = latestOnly();

  const head = ({ level, register, parents, row }: RegionRecord, plate: Plate): HTMLElement => {
    const code = register.code[row]!;
    const parent = register.parent[row] ?? null;
    const name = nameAt(register, row, language);
    const other = nameAt(register, row, language === 'zh' ? 'en' : 'zh');
    const facts = [
      local(level.name),
      parent !== null && parents !== null && parent !== code
        ? texts.region.partOf(nameOf(parents, parent, language))
        : null,
      texts.region.code(code),
    ].filter((fact) => fact !== null);
    const roles = plate.catalog.tiers.flatMap((scheme) =>
      scheme.centres
        .filter((centre) => centre.code === code && centre.level === level.id)
        .map((centre) => {
          const tier = scheme.tiers.find(({ rank }) => rank === centre.rank);
          const zone = centre.zone === null ? '' : ` · ${local(centre.zone)}`;
          return `${local(scheme.name)}${language === 'zh' ? '：' : ': '}${tier === undefined ? centre.rank : local(tier.name)}${zone}`;
        }),
    );
    const finer = plate.catalog.levels.find((candidate) => candidate.parent === level.id);
    return element(
      'header',
      { class: 'region-head' },
      element(
        'h2',
        {},
        name,
        other === name ? null : element('small', { lang: language === 'zh' ? 'en' : 'zh-CN' }, other),
      ),
      button(
        { class: 'button square', 'aria-label': texts.region.close },
        () => store.change({ selected: null, panel: 'ranking' }),
        icon('close'),
      ),
      element('p', { class: 'note' }, facts.join(' · ')),
      roles.length === 0
        ? null
        : element('ul', { class: 'roles' }, ...roles.map((role) => element('li', {}, role))),
      finer === undefined
        ? null
        : button(
            { class: 'button' },
            () => {
              const within = store.state.within === code ? null : code;
              store.change({ level: finer.id, within, indicator: indicatorAt(finer.id), panel: 'ranking' });
            },
            store.state.within === code ? texts.region.showEverywhere : texts.region.showWithin,
          ),
    );
  };

  /** The indicator on the map where it exists at the level, else the first that does. */
  const indicatorAt = (level: string): string | null => {
    const exists = bundle.catalog.indicators.filter(({ columns }) =>
      columns.some((column) => column.level === level),
    );
    return (exists.find(({ id }) => id === store.state.indicator) ?? exists[0])?.id ?? null;
  };

  const draw = (record: RegionRecord | null, plate: Plate): void => {
    if (record === null) {
      panel.replaceChildren(element('p', { class: 'note empty' }, texts.region.none));
      return;
    }
    const sources = new Set([
      ...record.series.map(({ source }) => source),
      ...record.profile.map(({ source }) => source),
      ...record.measures.flatMap(({ entry }) => entry.sources),
    ]);
    const parts = [
      head(record, plate),
      regionSeries(record, plate.state.year, speech),
      regionMeasures(record, bundle.catalog, speech),
      regionLinks(record, bundle.catalog, scene),
      regionProfile(record, scene),
      sourceList(bundle.catalog, sources, speech),
    ];
    panel.replaceChildren(...parts.filter((part) => part !== null));
  };

  const show = (plate: Plate): void => {
    const { selected } = plate.state;
    if (selected === null) {
      draw(null, plate);
      return;
    }
    ask(
      loadRegionRecord(bundle, selected, plate.state),
      (record) => draw(record, plate),
      (error) => panel.replaceChildren(failureNote(texts, error, () => show(plate))),
    );
  };
  return { element: panel, show };
}
