import { defineColumns, labels, numbers } from './columns.ts';

/** One number per unit, and the group each unit belongs to. */
export const grouped = defineColumns({
  id: 'grouped',
  title: { zh: '分组数值', en: 'A number and a group per unit' },
  columns: { values: numbers('The quantity.'), groups: labels('Group of the unit, e.g. its macro-region.') },
});
