import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { Plate } from '../plate/plate.ts';
import { writeAddress } from '../state/address.ts';
import { openingState } from '../state/view-state.ts';
import type { Panel, Scene } from './panel.ts';
import { createSearch } from './search.ts';

/** Title of the atlas, its views, search, language and appearance. */
export function createHeader(scene: Scene): Panel {
  const { bundle, store, speech } = scene;
  const { texts, local, language } = speech;
  const { catalog } = bundle;
  const views = catalog.views.map((view) => {
    const opening = (): ReturnType<typeof openingState> => ({
      ...openingState(catalog, view.id, language),
      theme: store.state.theme,
    });
    const link = element(
      'a',
      { href: writeAddress(catalog, opening()), 'data-view': view.id },
      local(view.name),
    );
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // A view that is read beside the map opens so; otherwise the tab stays that is open.
      const panel = view.analysis === undefined ? store.state.panel : 'analysis';
      store.change({ ...opening(), panel });
    });
    return link;
  });

  const search = createSearch(scene);
  const languageButton = button(
    { class: 'button quiet', id: 'language', 'aria-label': texts.switchLanguageLabel },
    () => store.change({ language: language === 'zh' ? 'en' : 'zh' }),
    texts.switchLanguage,
  );

  let shown: Plate | null = null;
  const share = button({ class: 'button', id: 'share', 'aria-label': texts.share.open }, () => {
    if (shown === null) return;
    // Moving the map or the handle makes no new plate.
    const { camera, split } = store.state;
    const plate = { ...shown, state: { ...shown.state, camera, split } };
    void import('../share/share-dialog.ts').then(({ openShareDialog }) => openShareDialog(scene, plate));
  });
  share.append(icon('share'), element('span', {}, texts.share.open));

  const nav = element('nav', { class: 'views', 'aria-label': texts.views }, ...views);
  const masthead = element(
    'header',
    { class: 'masthead' },
    element('a', { class: 'skip', href: '#data' }, texts.skipToTable),
    element(
      'h1',
      { class: 'brand' },
      element('span', { class: 'seal', 'aria-hidden': 'true' }, '集'),
      element('span', { class: 'brand-title' }, local(catalog.title)),
    ),
    nav,
    element('div', { class: 'tools' }, search.element, share, languageButton),
  );
  stackWhereCrowded(masthead, nav);

  return {
    element: masthead,
    show(plate) {
      shown = plate;
      search.show(plate);
      for (const link of views) {
        if (link.dataset['view'] === plate.state.view) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
      bringIntoSight(nav);
    },
  };
}

/** Gives the views a row of their own where they do not fit beside the title: names and fonts decide, not a width. */
function stackWhereCrowded(masthead: HTMLElement, nav: HTMLElement): void {
  const stack = (): void => {
    masthead.classList.remove('stacked');
    masthead.classList.toggle('stacked', nav.scrollWidth > nav.clientWidth);
    bringIntoSight(nav);
  };
  // In the next frame: an observer that changes what it observes is told off.
  const observer = new ResizeObserver(() => requestAnimationFrame(stack));
  for (const each of [masthead, ...nav.children]) observer.observe(each);
}

/** Scrolls the views, and nothing else, so that the one that is open stands in the middle. */
function bringIntoSight(nav: HTMLElement): void {
  const current = nav.querySelector<HTMLElement>('[aria-current]');
  if (current === null) return;
  const middle = current.getBoundingClientRect().left + current.clientWidth / 2;
  nav.scrollLeft += middle - nav.getBoundingClientRect().left - nav.clientWidth / 2;
}
