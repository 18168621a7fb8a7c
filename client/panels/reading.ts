import { button, element } from '../dom/element.ts';
import { panelIds, type PanelId } from '../state/view-state.ts';
import { createAnalysisTab } from './analysis-tab.ts';
import type { Panel, Scene } from './panel.ts';
import { createRanking } from './ranking.ts';
import { createRegion } from './region.ts';

/**
 * The side where one reads: ranking, region and analyses as tabs. On a narrow screen the settings are a tab
 * among them; on a wide one they stand in a column of their own.
 */
export function createReading(scene: Scene, settings: Panel): Panel {
  const { store, speech } = scene;
  const { texts } = speech;
  const ranking = createRanking(scene);
  const panels: Record<Exclude<PanelId, 'settings'>, Panel> = {
    ranking,
    region: createRegion(scene),
    analysis: createAnalysisTab(scene),
  };
  const tabs = panelIds.map((id) => {
    const tab = button(
      { class: 'tab', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` },
      () => store.change({ panel: id }, 'replace'),
      texts.panels[id],
    );
    return { id, tab };
  });
  const tabList = element(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': texts.panels.label },
    ...tabs.map(({ tab }) => tab),
  );
  tabList.addEventListener('keydown', (event) => {
    const visible = tabs.filter(({ tab }) => tab.offsetParent !== null);
    const here = visible.findIndex(({ tab }) => tab === document.activeElement);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = visible[(here + step + visible.length) % visible.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    next.tab.focus();
    store.change({ panel: next.id }, 'replace');
  });

  const sections = Object.entries(panels).map(([id, panel]) =>
    element(
      'div',
      {
        class: 'tab-panel',
        role: 'tabpanel',
        id: `panel-${id}`,
        'aria-labelledby': `tab-${id}`,
        tabindex: -1,
      },
      panel.element,
    ),
  );
  settings.element.id = 'panel-settings';

  const sheet = button({ class: 'sheet-handle', 'aria-expanded': 'true' }, () => {
    const collapsed = document.body.classList.toggle('sheet-collapsed');
    sheet.setAttribute('aria-expanded', String(!collapsed));
    sheet.setAttribute('aria-label', collapsed ? texts.sheet.expand : texts.sheet.collapse);
  });
  sheet.setAttribute('aria-label', texts.sheet.collapse);

  return {
    element: element(
      'aside',
      { class: 'reading', 'aria-label': texts.panels.label },
      sheet,
      tabList,
      ...sections,
    ),
    show(plate) {
      for (const { id, tab } of tabs) {
        const chosen = id === plate.state.panel;
        tab.setAttribute('aria-selected', String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
      }
      for (const section of sections) section.hidden = section.id !== `panel-${plate.state.panel}`;
      document.body.dataset['panel'] = plate.state.panel;
      ranking.show(plate);
      if (plate.state.panel === 'region') panels.region.show(plate);
      if (plate.state.panel === 'analysis') panels.analysis.show(plate);
    },
    highlight(row) {
      ranking.highlight?.(row);
      panels.analysis.highlight?.(row);
    },
  };
}
