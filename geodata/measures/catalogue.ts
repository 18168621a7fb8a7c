// One line per measure.
export { gini } from './concentration/gini.ts';
export { lorenz } from './concentration/lorenz.ts';
export { capitalShare } from './concentration/capital-share.ts';
export { mean } from './concentration/mean.ts';
export { herfindahl } from './concentration/herfindahl.ts';
export { coefficientOfVariation } from './concentration/coefficient-of-variation.ts';
export { theil } from './concentration/theil.ts';
export { growth } from './change/growth.ts';
export { fisherJenks } from './classification/fisher-jenks.ts';
export { quantiles } from './classification/quantiles.ts';
