import { element, type Child } from '../dom/element.ts';

/** The head of a plain table: a heading for every column. */
export const tableHead = (names: readonly Child[]): HTMLElement =>
  element('thead', {}, element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name))));
