import { yearSpan } from './change.ts';
import { defineColumns, labels, numbers } from './columns.ts';

/** One number per unit in each of two years, and the group of the unit. */
export const groupedChange = defineColumns({
  id: 'grouped-change',
  title: { zh: '两年分组数值', en: 'A number per unit in two years, and its group' },
  columns: {
    from: numbers('Values in the first year.'),
    to: numbers('Values in the last year.'),
    groups: labels('Group of the unit, e.g. its macro-region.'),
  },
  rest: { years: yearSpan },
});
