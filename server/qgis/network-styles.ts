import type { Catalog, NetworkEntry } from '../../geodata/model/catalog.ts';
import { mapColours } from '../styles/map-colours.ts';
import { shownYear } from '../styles/shown-year.ts';
import { bilingual } from '../tilejson.ts';
import { circleSymbol, headSymbol, lineSymbol } from './symbols.ts';
import { quoted, type TileStyle } from './tile-style.ts';

/** Links and places by their place in the order of strength: few classes, so that a legend says it all. */
const strengthClasses = [
  { from: 101, to: null, lineMm: 0.2, headMm: 1.4, circleMm: 0.8 },
  { from: 21, to: 100, lineMm: 0.6, headMm: 2, circleMm: 1.6 },
  { from: 1, to: 20, lineMm: 1.4, headMm: 3.6, circleMm: 2.8 },
] as const;

type StrengthClass = (typeof strengthClasses)[number];

/** Links, and their heads where they have a direction: of all networks the first, since all at once hide one another. */
export const linkStyles = ({ networks }: Catalog): TileStyle[] =>
  networks.flatMap((network, index) => {
    const isDrawn = index === 0;
    return [
      ...stylesOf(network, network.layer, '', isDrawn, ({ lineMm }) => ({
        geometry: 'line',
        symbol: lineSymbol(mapColours.flow, lineMm),
      })),
      ...(network.directed
        ? stylesOf(network, 'arrowheads', ' ➤', isDrawn, ({ headMm }) => ({
            geometry: 'point',
            symbol: headSymbol(mapColours.flow, headMm),
          }))
        : []),
    ];
  });

/** Ends of links, ready to be switched on: they stand where centres stand. */
export const nodeStyles = ({ networks }: Catalog): TileStyle[] =>
  networks.flatMap((network) =>
    stylesOf(network, 'nodes', ' ●', false, ({ circleMm }) => ({
      geometry: 'point',
      symbol: circleSymbol(mapColours.flow, circleMm),
    })),
  );

const stylesOf = (
  network: NetworkEntry,
  layer: string,
  sign: string,
  enabled: boolean,
  lookOf: (strength: StrengthClass) => Pick<TileStyle, 'geometry' | 'symbol'>,
): TileStyle[] => {
  const year = shownYear(network);
  return strengthClasses.map((strength) => ({
    name: `${bilingual(network.name)}${sign} ${strength.from}–${strength.to ?? ''}`,
    layer,
    ...lookOf(strength),
    expression: [
      `"network" = ${quoted(network.id)}`,
      ...(year === null ? [] : [`"year" = ${year}`]),
      `"rank" >= ${strength.from}`,
      ...(strength.to === null ? [] : [`"rank" <= ${strength.to}`]),
    ].join(' AND '),
    enabled,
  }));
};
