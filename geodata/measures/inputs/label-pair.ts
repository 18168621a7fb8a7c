import { defineColumns, labels } from './columns.ts';

/** Two groupings of the same units. */
export const labelPair = defineColumns({
  id: 'label-pair',
  title: { zh: '两种分组', en: 'Two groups per unit' },
  columns: {
    x: labels('Group in the first partition.'),
    y: labels('Group in the second partition.'),
  },
});
