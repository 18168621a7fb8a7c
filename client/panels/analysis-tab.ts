import { analyses, type Analysis } from '../analyses/index.ts';
import { joinPointing } from '../analyses/pointing.ts';
import { element } from '../dom/element.ts';
import type { Plate } from '../plate/plate.ts';
import type { AnalysisId } from '../../geodata/model/view-words.ts';
import { failureNote } from './failure.ts';
import { latestOnly } from './latest.ts';
import type { Panel, Scene } from './panel.ts';

/** One analysis at a time, chosen from those that the atlas has for the plate. */
export function createAnalysisTab(scene: Scene): Panel {
  const { store, speech } = scene;
  const { texts } = speech;
  const choice = element('select', { class: 'select', 'aria-label': texts.analyses.label });
  choice.addEventListener('change', () => store.change({ analysis: choice.value as AnalysisId }));
  // The choice says it to the eye; headings below need one above them.
  const heading = element('h2', { class: 'visually-hidden' });
  const lead = element('p', { class: 'analysis-lead' });
  const body = element('div', { class: 'analysis' });
  const pointing = joinPointing(body, scene);
  const made = new Map<AnalysisId, Panel>();
  const ask = latestOnly();

  /** The panel of an analysis; its code is fetched the first time. */
  const panelOf = async ({ id, load }: Analysis): Promise<Panel> => {
    const before = made.get(id);
    if (before !== undefined) return before;
    const { createAnalysis } = await load();
    const panel = createAnalysis(scene);
    made.set(id, panel);
    return panel;
  };

  const show = (plate: Plate): void => {
    const offered = analyses.filter((analysis) => analysis.isOffered(plate));
    choice.replaceChildren(...offered.map(({ id }) => element('option', { value: id }, texts.analyses[id])));
    choice.hidden = offered.length === 0;
    const chosen = offered.find(({ id }) => id === plate.state.analysis) ?? offered[0];
    heading.textContent = chosen === undefined ? texts.analyses.label : texts.analyses[chosen.id];
    if (chosen === undefined) {
      lead.textContent = '';
      body.replaceChildren(element('p', { class: 'note empty' }, texts.analyses.none));
      return;
    }
    choice.value = chosen.id;
    pointing.show(plate);
    lead.textContent = texts.leads[chosen.id];
    ask(
      panelOf(chosen),
      (panel) => {
        panel.show(plate);
        if (body.firstChild !== panel.element) body.replaceChildren(panel.element);
      },
      (error) => body.replaceChildren(failureNote(texts, error, () => show(plate))),
    );
  };
  return {
    element: element('div', {}, heading, choice, lead, body),
    show,
    highlight: (row) => pointing.highlight(row),
  };
}
