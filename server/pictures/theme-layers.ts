import type { Catalog, NetworkEntry, TierScheme } from '../../geodata/model/catalog.ts';
import { linkWidth } from '../../geodata/model/link-width.ts';
import type { Language } from '../../geodata/model/text.ts';
import { mapColours } from '../styles/map-colours.ts';
import { shownYear } from '../styles/shown-year.ts';
import type { LegendEntry, PictureLayer } from './picture-map.ts';

/** Layers of a theme and how a legend explains them. */
export interface Theme {
  layers: PictureLayer[];
  legend: LegendEntry[];
  /** What must stand on every picture of it. */
  statement?: string;
}

const modelled = { zh: '联系为模型推算，非观测', en: 'Links are modelled, not observed' };

/** Links of one network in its latest year, with heads where they have a direction. */
export function networkTheme(network: NetworkEntry, language: Language): Theme {
  const year = shownYear(network);
  const [, strongest] = network.weight.extent;
  const isShown = (properties: Readonly<Record<string, unknown>>): boolean =>
    properties['network'] === network.id && (year === null || properties['year'] === year);
  const links: PictureLayer = {
    layer: network.layer,
    minzoom: 0,
    draw: (properties) =>
      isShown(properties)
        ? {
            kind: 'line',
            stroke: mapColours.flow,
            width: linkWidth(Number(properties['weight']), strongest),
            opacity: 0.55,
            order: -Number(properties['rank']),
          }
        : null,
  };
  const heads: PictureLayer = {
    layer: 'arrowheads',
    minzoom: 0,
    draw: (properties) =>
      isShown(properties)
        ? {
            kind: 'head',
            size: 4 + linkWidth(Number(properties['weight']), strongest),
            bearing: Number(properties['bearing']),
            fill: mapColours.flow,
            order: -Number(properties['rank']),
          }
        : null,
  };
  const name = network.name[language] + (year === null ? '' : ` ${year}`);
  return {
    layers: network.directed ? [links, heads] : [links],
    legend: [{ label: name, kind: 'line', stroke: mapColours.flow, width: linkWidth(strongest, strongest) }],
    ...(network.basis === 'modelled' ? { statement: modelled[language] } : {}),
  };
}

/** Centres of one scheme, larger the higher their tier. */
export function centresTheme(scheme: TierScheme, language: Language): Theme {
  const radiusOf = (tier: number): number => Math.max(3, 10 - 2 * tier);
  return {
    layers: [
      {
        layer: 'centres',
        minzoom: 0,
        draw: (properties) =>
          properties['scheme'] === scheme.id
            ? {
                kind: 'circle',
                radius: radiusOf(Number(properties['tier'])),
                fill: mapColours.centre,
                order: -Number(properties['tier']),
              }
            : null,
      },
    ],
    legend: scheme.tiers.map(({ rank, name }) => ({
      label: name[language],
      kind: 'circle',
      fill: mapColours.centre,
      radius: radiusOf(rank),
    })),
  };
}

/**
 * Sets of agglomerations as pale areas with an outline, sets of corridors as bold lines. Over values agglomerations are
 * an outline alone: a veil would make other colours of those of the classes.
 */
export function setThemes(
  catalog: Catalog,
  language: Language,
  { isOverValues }: { isOverValues: boolean },
): Map<string, Theme> {
  const isIn = (set: string, properties: Readonly<Record<string, unknown>>) => properties['set'] === set;
  const themes = new Map<string, Theme>();
  for (const { id, name } of catalog.agglomerations ?? []) {
    const colour = mapColours.agglomeration;
    const layer = 'agglomerations';
    const veil: PictureLayer = {
      layer,
      minzoom: 0,
      draw: (properties) => (isIn(id, properties) ? { kind: 'area', fill: colour, opacity: 0.22 } : null),
    };
    const outline: PictureLayer = {
      layer,
      minzoom: 0,
      draw: (properties) => (isIn(id, properties) ? { kind: 'line', stroke: colour, width: 1.4 } : null),
    };
    themes.set(id, {
      layers: isOverValues ? [outline] : [veil, outline],
      legend: [
        isOverValues
          ? { label: name[language], kind: 'line', stroke: colour, width: 1.4 }
          : { label: name[language], kind: 'area', fill: '#d9d5ea', outline: colour },
      ],
    });
  }
  for (const { id, name } of catalog.corridors ?? []) {
    const stroke = mapColours.corridor;
    const draw: PictureLayer['draw'] = (properties) =>
      isIn(id, properties) ? { kind: 'line', stroke, width: 3 } : null;
    themes.set(id, {
      layers: [{ layer: 'corridors', minzoom: 0, draw }],
      legend: [{ label: name[language], kind: 'line', stroke, width: 3 }],
    });
  }
  return themes;
}
