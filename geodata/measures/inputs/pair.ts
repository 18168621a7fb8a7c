import { defineColumns, numbers } from './columns.ts';

/** Two numbers per unit. */
export const pair = defineColumns({
  id: 'pair',
  title: { zh: '成对数值', en: 'Two numbers per unit' },
  columns: { x: numbers('First quantity.'), y: numbers('Second quantity.') },
});
