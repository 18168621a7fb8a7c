import { defineColumns, numbers } from './columns.ts';

/** One number per unit, and how much the unit counts. */
export const weighted = defineColumns({
  id: 'weighted',
  title: { zh: '加权数值', en: 'A number and a weight per unit' },
  columns: {
    values: numbers('The quantity, e.g. expenditure per head.'),
    weights: numbers('How much the unit counts, e.g. its population.'),
  },
});
