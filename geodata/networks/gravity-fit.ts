import type { EdgeList } from '../model/network.ts';
import { distanceKm } from './distance.ts';
import type { GravityNode, GravityParameters } from './gravity.ts';
import type { PoissonFailure } from './poisson-regression.ts';
import { poissonRegression } from './poisson-regression.ts';

/** Constant and exponents of F = constant · (M_a M_b)^massExponent · distanceKm^distanceExponent, with how sure they are. */
export interface GravityFit extends Required<GravityParameters> {
  /** Standard errors, robust to any variance (HC0), of ln constant and of the exponents. */
  standardErrors: { logConstant: number; massExponent: number; distanceExponent: number };
  /** Share of the deviance that masses and distances explain (McFadden's way). */
  explained: number;
  /** Pairs of places with mass that went in, and how many of them have no observed link. */
  pairs: number;
  pairsWithoutLink: number;
  /** Observed links with an end that has no mass, or between places at one point: the model says nothing of them. */
  leftOut: number;
  iterations: number;
}

/**
 * Estimates the gravity model from observed links by Poisson pseudo-maximum likelihood over all pairs of places with
 * mass, those without a link as zeros. Directions are added up, because the model has none.
 */
export function fitGravity(places: readonly GravityNode[], observed: EdgeList): GravityFit | PoissonFailure {
  const nodes = places.filter(({ mass }) => mass > 0);
  const positions = new Map(nodes.map(({ code }, position) => [code, position]));
  const flows = new Map<number, number>();
  let leftOut = 0;
  for (const [edge, weight] of observed.weight.entries()) {
    const a = positions.get(observed.nodes[observed.a[edge]!]!);
    const b = positions.get(observed.nodes[observed.b[edge]!]!);
    if (a === undefined || b === undefined || distanceKm(nodes[a]!.point, nodes[b]!.point) === 0) {
      leftOut++;
      continue;
    }
    const pair = Math.min(a, b) * nodes.length + Math.max(a, b);
    flows.set(pair, (flows.get(pair) ?? 0) + weight);
  }

  const design: number[] = [];
  const response: number[] = [];
  for (const [a, from] of nodes.entries())
    for (let b = a + 1; b < nodes.length; b++) {
      const to = nodes[b]!;
      const distance = distanceKm(from.point, to.point);
      if (distance === 0) continue;
      design.push(1, Math.log(from.mass * to.mass), Math.log(distance));
      response.push(flows.get(a * nodes.length + b) ?? 0);
    }
  if (response.length === 0) return 'all_zero';
  const fit = poissonRegression(Float64Array.from(design), Float64Array.from(response), 3);
  if (typeof fit === 'string') return fit;
  const [logConstant, massExponent, distanceExponent] = fit.coefficients as unknown as [
    number,
    number,
    number,
  ];
  const [seConstant, seMass, seDistance] = fit.standardErrors as unknown as [number, number, number];
  return {
    constant: Math.exp(logConstant),
    massExponent,
    distanceExponent,
    standardErrors: { logConstant: seConstant, massExponent: seMass, distanceExponent: seDistance },
    explained: fit.nullDeviance > 0 ? 1 - fit.deviance / fit.nullDeviance : 0,
    pairs: response.length,
    pairsWithoutLink: response.filter((flow) => flow === 0).length,
    leftOut,
    iterations: fit.iterations,
  };
}
