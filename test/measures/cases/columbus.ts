import data from './columbus.json' with { type: 'json' };

/**
 * 49 neighbourhoods of Columbus, Ohio, 1980: burglaries and thefts per 1000 households, income and house value in
 * 1000 dollars, core (1) or periphery (0), and the 118 pairs that share a border point (queen contiguity).
 * Anselin, L. (1988). Spatial econometrics, table 12.1; pairs as libpysal 4.14.1 finds them in columbus.shp.
 */
export const columbus = {
  codes: data.codes,
  crime: data.crime,
  income: data.income,
  housing: data.housing,
  core: data.cp.map(String),
  links: data.links as [string, string][],
};
