import type { Catalog } from '../../geodata/model/catalog.ts';
import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';

/** Where figures come from: title, publisher, year, licence and link of every source, and what was done to it. */
export function sourceList(
  catalog: Catalog,
  ids: Iterable<string | null>,
  { local, texts }: Speech,
): HTMLElement {
  const wanted = new Set(ids);
  const items = catalog.sources
    .filter(({ id }) => wanted.has(id))
    .map((source) => {
      const title = local(source.title);
      return element(
        'li',
        {},
        source.url === undefined
          ? title
          : element('a', { href: source.url, rel: 'noopener noreferrer', target: '_blank' }, title),
        element('small', {}, texts.sources.line(local(source.publisher), source.year, local(source.licence))),
        source.note === undefined ? null : element('p', { class: 'note' }, local(source.note)),
      );
    });
  return element(
    'section',
    { class: 'sources' },
    items.length === 0 ? null : element('h3', {}, texts.sources.title),
    element('ul', {}, ...items),
  );
}
