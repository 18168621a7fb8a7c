import type { Catalog } from '../../geodata/model/catalog.ts';
import { lineChart } from '../charts/line-chart.ts';
import { button, element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import { isMarked } from '../plate/column.ts';
import type { RegionRecord, RegionValue } from '../plate/region-record.ts';
import { figure } from './figures.ts';
import { sayWeight } from './link-samples.ts';
import { measureFigure } from './measure-figure.ts';
import type { Scene } from './panel.ts';
import { nameOf } from './region-name.ts';
import { sayValue } from './say-value.ts';
import { unitBehind } from '../../geodata/model/counted-words.ts';
import { tableHead } from './table-head.ts';

// The sections of the inspector; each is null where there is nothing to say.

/** The indicator on the map: the value of the year, its rank, and all years as a chart and a table. */
export function regionSeries(
  { series }: RegionRecord,
  year: number | null,
  speech: Speech,
): HTMLElement | null {
  const { texts, local } = speech;
  const now = series.find((value) => value.year === year) ?? series.at(-1);
  if (now === undefined) return null;
  const { indicator } = now;
  const say = (value: number): string => sayValue(speech, value, indicator);
  const dated = series.flatMap((value) => (value.year === null ? [] : [{ ...value, year: value.year }]));
  const label = `${local(indicator.name)}, ${texts.region.overTime}`;
  const isSeries = dated.filter(({ value }) => value !== null).length > 1;
  const chart =
    !isSeries || indicator.categories !== undefined
      ? null
      : lineChart(
          dated.map((entry) => ({
            year: entry.year,
            value: entry.value,
            estimated: isMarked(entry.quality),
          })),
          { label, current: now.year, formatValue: say },
        );
  return element(
    'section',
    { class: 'part headline' },
    element(
      'h3',
      {},
      local(indicator.name),
      now.year === null ? null : element('span', { class: 'unit' }, String(now.year)),
    ),
    element(
      'p',
      { class: 'big-figure' },
      figure(speech, now.value, now.quality, indicator),
      now.value === null
        ? null
        : element(
            'span',
            { class: 'unit' },
            unitBehind(indicator.unit, now.value, indicator.decimals, speech.language),
          ),
    ),
    now.rank === null ? null : element('p', { class: 'note' }, texts.region.rank(now.rank, now.ranked)),
    isMarked(now.quality) ? element('p', { class: 'flag' }, texts.quality[now.quality!]) : null,
    chart,
    isSeries ? seriesTable(dated, speech, chart === null) : null,
  );
}

function seriesTable(
  values: readonly (RegionValue & { year: number })[],
  speech: Speech,
  open: boolean,
): HTMLElement {
  const { texts } = speech;
  const rows = values.map(({ year, value, quality, indicator, rank }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, String(year)),
      element('td', {}, figure(speech, value, quality, indicator)),
      element('td', {}, rank === null ? '' : String(rank)),
      element('td', {}, quality === null ? '' : texts.quality[quality]),
    ),
  );
  return element(
    'details',
    { open },
    element('summary', {}, texts.region.allYears),
    element(
      'table',
      { class: 'plain' },
      tableHead([texts.settings.year, texts.table.value, texts.ranking.rank, texts.table.quality]),
      element('tbody', {}, ...rows),
    ),
  );
}

/** All indicators of the level with the latest value; choosing one puts it on the map. */
export function regionProfile(
  { profile, level }: RegionRecord,
  { store, speech }: Scene,
): HTMLElement | null {
  const { texts, local } = speech;
  const known = profile.filter(({ value }) => value !== null);
  if (known.length === 0) return null;
  const rows = known.map(({ indicator, year, value, quality, rank, ranked }) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        button(
          { class: 'row-name' },
          () => store.change({ indicator: indicator.id, level: level.id, year }),
          local(indicator.name),
        ),
        element(
          'small',
          {},
          [local(indicator.unit), year === null ? '' : String(year)].filter(Boolean).join(' · '),
        ),
      ),
      element('td', {}, figure(speech, value, quality, indicator)),
      element('td', { class: 'rank' }, rank === null ? '' : `${rank}/${ranked}`),
    ),
  );
  return element(
    'section',
    { class: 'part' },
    element('h3', {}, texts.region.profile),
    element(
      'table',
      { class: 'plain' },
      tableHead([texts.settings.indicator, texts.table.value, texts.ranking.rank]),
      element('tbody', {}, ...rows),
    ),
  );
}

/**
 * What was measured about the region: how unequal its members are, and how it changed. One table per level that was
 * looked at, with an indicator in every line and a measure in every column.
 */
export function regionMeasures(
  { measures, level }: RegionRecord,
  catalog: Catalog,
  speech: Speech,
): HTMLElement | null {
  if (measures.length === 0) return null;
  const { texts } = speech;
  const within = measures.filter(({ entry }) => entry.level !== level.id);
  const changes = measures.filter(({ entry }) => entry.level === level.id);
  return element(
    'section',
    { class: 'part' },
    ...measureTable(texts.region.measures, within, catalog, speech),
    ...measureTable(texts.region.changes, changes, catalog, speech),
  );
}

function measureTable(
  title: string,
  measures: RegionRecord['measures'],
  catalog: Catalog,
  speech: Speech,
): HTMLElement[] {
  if (measures.length === 0) return [];
  const { texts, local } = speech;
  const kinds = [...new Set(measures.map(({ entry }) => entry.measure))];
  const titleOf = (kind: string): string =>
    local(measures.find(({ entry }) => entry.measure === kind)!.description.title);
  const indicatorIds = [...new Set(measures.map(({ row }) => row.indicator))];
  const rows = indicatorIds.map((id) => {
    const indicator = catalog.indicators.find((entry) => entry.id === id);
    const own = measures.filter(({ row }) => row.indicator === id);
    const { row } = own[0]!;
    const years = row.toYear === undefined ? row.year : `${row.year}–${row.toYear}`;
    const note = [years, row.toYear === undefined ? texts.region.units(row.n) : null]
      .filter(Boolean)
      .join(' · ');
    return element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        indicator === undefined ? id : local(indicator.name),
        element('small', {}, note),
      ),
      ...kinds.map((kind) => {
        const found = own.find(({ entry }) => entry.measure === kind);
        return element(
          'td',
          {},
          found === undefined ? '' : measureFigure(speech, found, indicator, found.row),
        );
      }),
    );
  });
  return [
    element('h3', {}, title),
    element(
      'table',
      { class: 'plain' },
      tableHead([texts.settings.indicator, ...kinds.map(titleOf)]),
      element('tbody', {}, ...rows),
    ),
  ];
}

/** The strongest links, and what kind of links they are. */
export function regionLinks(
  { links, linkRegister, level }: RegionRecord,
  catalog: Catalog,
  { store, speech }: Scene,
): HTMLElement | null {
  const network = catalog.networks.find(({ id }) => id === store.state.network);
  if (linkRegister === null || network === undefined) return null;
  const { texts, local, language } = speech;
  const rows = links.map(({ code, weight, distanceKm }) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        button(
          { class: 'row-name' },
          () => store.change({ selected: { level: level.id, code } }),
          nameOf(linkRegister, code, language),
        ),
      ),
      element('td', {}, sayWeight(speech, weight)),
      element('td', {}, `${speech.number(distanceKm, 0)} km`),
    ),
  );
  return element(
    'section',
    { class: 'part' },
    element('h3', {}, texts.region.links, element('span', { class: 'unit' }, local(network.name))),
    element('p', { class: `basis ${network.basis}` }, texts.legend[network.basis]),
    links.length === 0
      ? element('p', { class: 'note' }, texts.region.noLinks)
      : element(
          'table',
          { class: 'plain' },
          tableHead([texts.ranking.region, texts.region.strength, texts.region.distance]),
          element('tbody', {}, ...rows),
        ),
    element('p', { class: 'note' }, local(network.method)),
  );
}
