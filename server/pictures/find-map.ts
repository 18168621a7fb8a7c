import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';
import type { Bundle } from '../bundle.ts';
import { mapColours } from '../styles/map-colours.ts';
import { readValueMap, type ValueMap } from '../styles/value-map.ts';
import { chooseThemes } from './choose-themes.ts';
import type { LegendEntry, PictureLayer, PictureMap } from './picture-map.ts';
import { borderLayers, landLayers, nameLayers, placeLayer, placeLayers } from './region-layers.ts';
import type { Theme } from './theme-layers.ts';

/**
 * The map of an id: `atlas` for everything at once, `{level}.{indicator}.{year|all}` for values, `view.{id}` for a view of
 * the catalog; `.en` at the end has names in English. Null where the atlas has no such map.
 */
export async function findMap(bundle: Bundle, id: string): Promise<PictureMap | null> {
  const language: Language = id.endsWith('.en') ? 'en' : 'zh';
  const [first = '', second, third, ...others] = id.replace(/\.en$/, '').split('.');
  if (others.length > 0) return null;
  const { catalog } = bundle;
  if (first === 'atlas' && second === undefined)
    return plainMap(catalog, id, language, chooseThemes(catalog, language, { isOverValues: false }));
  if (second === undefined) return null;
  if (third === undefined) return first === 'view' ? viewMap(bundle, id, second, language) : null;
  const year = third === 'all' ? null : Number(third);
  const values = await readValueMap(bundle, { level: first, indicator: second, year });
  if (values === null) return null;
  return valueMap(catalog, id, values, language, []);
}

/** Themes on plain land. */
function plainMap(catalog: Catalog, id: string, language: Language, themes: readonly Theme[]): PictureMap {
  return {
    id,
    title: catalog.title,
    language,
    background: mapColours.sea,
    layers: [
      ...landLayers(catalog),
      ...borderLayers(catalog, null),
      ...placeLayers(catalog),
      ...themes.flatMap(({ layers }) => layers),
      ...nameLayers(catalog, language),
    ],
    legend: themes.flatMap(({ legend }) => legend),
    statements: statementsOf(themes),
  };
}

async function viewMap(
  bundle: Bundle,
  id: string,
  wanted: string,
  language: Language,
): Promise<PictureMap | null> {
  const { catalog } = bundle;
  const view = catalog.views.find((entry) => entry.id === wanted);
  if (view === undefined) return null;
  const values =
    view.indicator === null
      ? null
      : await readValueMap(bundle, { level: view.level, indicator: view.indicator, year: view.year });
  const { layers } = view;
  const themes = chooseThemes(catalog, language, { layers, isOverValues: values !== null });
  if (values === null) return { ...plainMap(catalog, id, language, themes), title: view.name };
  const map = valueMap(catalog, id, values, language, themes);
  const heading: LegendEntry = { kind: 'heading', label: values.title[language] };
  return { ...map, title: view.name, legend: [heading, ...map.legend] };
}

function valueMap(
  catalog: Catalog,
  id: string,
  values: ValueMap,
  language: Language,
  themes: readonly Theme[],
): PictureMap {
  const { level } = values;
  const looks = new Map(
    values.classes.flatMap(({ codes, colour: fill, radius }) =>
      codes.map((code) => [code, { fill, radius }] as const),
    ),
  );
  const regions: PictureLayer = {
    layer: level.layer,
    minzoom: 0,
    draw({ code }) {
      const look = looks.get(String(code));
      return look === undefined ? null : { kind: 'area', fill: look.fill };
    },
  };
  const borders = borderLayers(catalog, level);
  const classes = values.classes.map(({ label, colour: fill, radius }): LegendEntry =>
    level.points === true
      ? { label: label[language], kind: 'circle', fill, radius }
      : { label: label[language], kind: 'area', fill, outline: mapColours.border },
  );
  return {
    id,
    title: values.title,
    language,
    // Maps of areas may be laid over others; circles need a ground of their own.
    background: level.points === true ? mapColours.sea : null,
    layers: [
      ...(level.points === true
        ? [...landLayers(catalog), ...borders, placeLayer(level, (code) => looks.get(code) ?? null)]
        : [regions, ...borders]),
      ...themes.flatMap(({ layers }) => layers),
      ...nameLayers(catalog, language),
    ],
    legend: [...classes, ...themes.flatMap(({ legend }) => legend)],
    statements: statementsOf(themes),
  };
}

const statementsOf = (themes: readonly Theme[]): string[] => [
  ...new Set(themes.flatMap(({ statement }) => statement ?? [])),
];
