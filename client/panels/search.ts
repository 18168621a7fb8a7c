import type { RegionRegister } from '../../geodata/model/catalog.ts';
import { element } from '../dom/element.ts';
import type { Panel, Scene } from './panel.ts';
import { nameAt } from './region-name.ts';
import { searchRegions, type FoundRegion } from './search-regions.ts';

const limit = 12;

/** Search by name, pinyin or code: a combobox with a list of suggestions (WAI-ARIA Authoring Practices). */
export function createSearch({ bundle, store, speech, look }: Scene): Panel {
  const { texts, language, local } = speech;
  const { levels } = bundle.catalog;
  const list = element('ul', {
    class: 'suggestions',
    id: 'suggestions',
    role: 'listbox',
    'aria-label': texts.search.label,
    hidden: true,
  });
  const input = element('input', {
    class: 'search-input',
    type: 'search',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: texts.search.placeholder,
    'aria-label': texts.search.label,
    'aria-expanded': 'false',
    'aria-controls': 'suggestions',
    'aria-autocomplete': 'list',
  });
  const status = element('span', { class: 'visually-hidden', role: 'status' });
  let registers: RegionRegister[] = [];
  let found: FoundRegion[] = [];
  let active = -1;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const choose = (region: FoundRegion): void => {
    input.value = '';
    close();
    store.change({
      level: region.level,
      selected: { level: region.level, code: region.code },
      panel: 'region',
    });
    look(registers.find(({ level }) => level === region.level)!.bbox[region.row]!);
  };

  const activate = (next: number): void => {
    active = (next + found.length) % found.length;
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === active));
    }
    input.setAttribute('aria-activedescendant', `suggestion-${active}`);
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  };

  const suggest = (): void => {
    found = searchRegions(registers, input.value, limit);
    active = -1;
    const asked = input.value.trim() !== '';
    list.hidden = !asked;
    input.setAttribute('aria-expanded', String(asked && found.length > 0));
    input.removeAttribute('aria-activedescendant');
    status.textContent = !asked
      ? ''
      : found.length === 0
        ? texts.search.none
        : texts.search.count(found.length);
    list.replaceChildren(
      ...(found.length === 0
        ? [
            element(
              'li',
              { class: 'suggestion empty', role: 'option', 'aria-disabled': 'true' },
              texts.search.none,
            ),
          ]
        : found.map(suggestion)),
    );
  };

  const suggestion = (region: FoundRegion, index: number): HTMLLIElement => {
    const register = registers.find(({ level }) => level === region.level)!;
    const level = levels.find(({ id }) => id === region.level)!;
    const option = element(
      'li',
      { class: 'suggestion', role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' },
      element('span', {}, nameAt(register, region.row, language)),
      element('small', {}, `${local(level.name)} · ${region.code}`),
    );
    // Pressing must not take the focus out of the input, which would close the list before the click.
    option.addEventListener('pointerdown', (event) => event.preventDefault());
    option.addEventListener('click', () => choose(region));
    return option;
  };

  input.addEventListener('focus', () => {
    void Promise.all(levels.map(({ id }) => bundle.register(id))).then(
      (loaded) => {
        registers = loaded;
        suggest();
      },
      () => close(),
    );
  });
  input.addEventListener('input', suggest);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (found.length === 0) return;
    if (event.key === 'ArrowDown') activate(active + 1);
    else if (event.key === 'ArrowUp') activate(active - 1);
    else if (event.key === 'Enter') choose(found[Math.max(active, 0)]!);
    else return;
    event.preventDefault();
  });
  return { element: element('div', { class: 'search' }, input, list, status), show: () => {} };
}
