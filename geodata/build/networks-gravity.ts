import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeList } from '../model/network.ts';
import type { LocalText } from '../model/text.ts';
import type { GravityNetwork, GravityNode, GravityParameters } from '../networks/gravity.ts';
import { gravityNetwork } from '../networks/gravity.ts';
import type { GravityFit } from '../networks/gravity-fit.ts';
import { fitGravity } from '../networks/gravity-fit.ts';
import { latestColumn, sourcesOf } from './columns.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';
import { drawNetwork } from './networks-draw.ts';

type GravityConfig = Extract<AtlasConfig['networks'][number], { kind: 'gravity' }>;

/** The modelled links between the regions of a level: mass is a weighted sum of shares of the indicators. */
export function compileGravityNetwork(
  config: GravityConfig,
  level: CompiledLevel,
  columns: readonly Column[],
  /** The network the model is fitted to, where the atlas names one. */
  observed: CompiledNetwork | undefined,
): CompiledNetwork {
  const { masses, sources } = massesOf(config, level, columns);
  const places = level.regions.map((region, position) => ({
    code: region.code,
    mass: masses[position]!,
    point: region.point,
  }));
  const draw = { config, level, isYearly: false, basis: 'modelled', directed: false } as const;
  if (config.estimate === undefined) {
    const parameters: GravityParameters = {
      massExponent: config.exponents.mass,
      distanceExponent: config.exponents.distance,
    };
    const modelled = gravityNetwork(places, parameters);
    return drawNetwork({
      ...draw,
      years: [{ year: null, edges: modelled }],
      method: describeGiven(parameters),
      weightUnit: { zh: '', en: '' },
      sources,
      params: { mass: config.mass, exponents: config.exponents },
      diagnostics: remarksOnModel(config, places, modelled),
    });
  }

  const { fit, diagnostics } = estimate(config, config.estimate, places, observed);
  const modelled = fit === null ? null : gravityNetwork(places, fit);
  const none: EdgeList = {
    nodes: places.map(({ code }) => code),
    a: new Uint32Array(),
    b: new Uint32Array(),
    weight: new Float64Array(),
    directed: false,
  };
  return drawNetwork({
    ...draw,
    years: [{ year: null, edges: modelled ?? none }],
    method:
      fit === null
        ? { zh: '引力模型未能估计。', en: 'The gravity model could not be fitted.' }
        : describeFit(fit),
    weightUnit: observed?.entry.weight.unit ?? { zh: '', en: '' },
    sources: [...new Set([...sources, ...(observed?.entry.sources ?? [])])].sort(),
    params: { mass: config.mass, estimate: config.estimate, fit },
    diagnostics:
      modelled === null ? diagnostics : [...diagnostics, ...remarksOnModel(config, places, modelled)],
  });
}

/** Pairs that the model cannot link because they lie at one point, and models that link nothing. */
function remarksOnModel(
  { id, mass }: GravityConfig,
  places: readonly GravityNode[],
  { weight, coincident }: GravityNetwork,
): Diagnostic[] {
  const at = { path: `networks.${id}` };
  const massive = places.filter((place) => place.mass > 0).length;
  const names = mass.map(({ indicator }) => indicator).join(', ');
  return [
    ...coincident.map(([a, b]) =>
      diagnostic(
        'network/coincident-places',
        `Network "${id}": ${a} and ${b} lie at one point; the model needs a distance and leaves their link out.`,
        { at, found: `${a} ${b}` },
      ),
    ),
    ...(weight.length > 0
      ? []
      : [
          diagnostic(
            'network/empty',
            `Network "${id}": ${massive} of ${places.length} regions have a mass (${names}); a link needs two.`,
            { at },
          ),
        ]),
  ];
}

function estimate(
  config: GravityConfig,
  from: NonNullable<GravityConfig['estimate']>,
  places: readonly GravityNode[],
  observed: CompiledNetwork | undefined,
): { fit: GravityFit | null; diagnostics: Diagnostic[] } {
  const fail = (message: string): { fit: null; diagnostics: Diagnostic[] } => ({
    fit: null,
    diagnostics: [
      diagnostic('network/not-estimated', `Network "${config.id}": ${message}`, {
        at: { path: `networks.${config.id}.estimate` },
        found: from.network,
      }),
    ],
  });
  if (observed === undefined || observed.entry.level !== config.level)
    return fail(`"${from.network}" is not a network of kind edges or records of level ${config.level}.`);
  const year =
    from.year === undefined ? observed.years.at(-1) : observed.years.find((each) => each.year === from.year);
  if (year === undefined)
    return fail(`"${from.network}" has no links in ${from.year}; it has ${observed.entry.years.join(', ')}.`);
  const fit = fitGravity(places, year.edges);
  if (typeof fit === 'string') return fail(failures[fit]);
  return { fit, diagnostics: [] };
}

const failures = {
  all_zero: 'no pair of places with mass has an observed link.',
  collinear: 'masses and distances do not vary enough to tell their effects apart.',
  no_convergence: 'the likelihood has no maximum, because zeros are separated from links without exception.',
} as const;

/** Digits as exponents have them; exponents with a point are written behind a caret. */
const raised = (exponent: number): string =>
  exponent === 1
    ? ''
    : Number.isInteger(exponent)
      ? String(exponent).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)
      : `^${exponent}`;

/** The strength of a link by the masses of its ends and their distance, as a line of text: F = M₁ M₂ / d². */
function gravityFormula({ massExponent, distanceExponent }: GravityParameters): string {
  const masses = massExponent === 1 ? 'M₁ M₂' : `(M₁ M₂)${raised(massExponent)}`;
  if (distanceExponent === 0) return masses;
  return distanceExponent < 0
    ? `${masses} / d${raised(-distanceExponent)}`
    : `${masses} · d${raised(distanceExponent)}`;
}

const describeGiven = (parameters: GravityParameters): LocalText => ({
  zh: `引力模型：F = ${gravityFormula(parameters)}；M 为各项清单数量占全国份额之和（‰），d 为大圆距离（km）。模型推算，非观测。`,
  en: `Gravity model: F = ${gravityFormula(parameters)}; M sums the shares in the national total of the listed counts (per mille), d is the great-circle distance in km. Modelled, not observed.`,
});

function describeFit(fit: GravityFit): LocalText {
  const { standardErrors: errors, pairs, pairsWithoutLink } = fit;
  const number = (value: number): string => value.toPrecision(3);
  const exponents = {
    massExponent: Number(number(fit.massExponent)),
    distanceExponent: Number(number(fit.distanceExponent)),
  };
  const formula = `F = ${number(fit.constant)} · ${gravityFormula(exponents)}`;
  return {
    zh: `引力模型（PPML 估计，${pairs} 对，其中 ${pairsWithoutLink} 对无联系）：${formula}；指数标准误 ${number(errors.massExponent)}、${number(errors.distanceExponent)}（HC0）。模型推算，非观测。`,
    en: `Gravity model fitted by PPML to ${pairs} pairs (${pairsWithoutLink} without a link): ${formula}; standard errors of the exponents ${number(errors.massExponent)} and ${number(errors.distanceExponent)} (HC0). Modelled, not observed.`,
  };
}

/** Mass of every region in per mille of the nation, so that weights come out in numbers a legend can print. */
function massesOf(
  config: GravityConfig,
  level: CompiledLevel,
  columns: readonly Column[],
): { masses: Float64Array; sources: string[] } {
  const masses = new Float64Array(level.regions.length);
  const sources = new Set<string>();
  for (const { indicator, year, weight } of config.mass) {
    const column = latestColumn(columns, config.level, indicator, year);
    if (column === undefined) continue;
    const total = column.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    if (total === 0) continue;
    for (const [position, value] of column.values.entries())
      masses[position] = masses[position]! + (weight * (value ?? 0)) / total;
    for (const source of sourcesOf(column)) sources.add(source);
  }
  return { masses: masses.map((mass) => 1000 * mass), sources: [...sources].sort() };
}
