import { element } from '../dom/element.ts';
import {
  drawnOverlays,
  hasOverlay,
  linkCounts,
  linkKinds,
  overlayIds,
  type LinkKind,
} from '../state/view-state.ts';
import type { Panel, Scene } from './panel.ts';

/** What is drawn over the colours: names, centres of one scheme, the strongest links of one network. */
export function createOverlayPicker({ bundle, store, speech }: Scene): Panel {
  const { texts, local } = speech;
  const { tiers, networks } = bundle.catalog;
  const available = overlayIds.filter((id) => hasOverlay(bundle.catalog, id));
  const boxes = available.map((id) => {
    const box = element('input', { type: 'checkbox' });
    box.addEventListener('change', () => {
      const others = store.state.overlays.filter((overlay) => overlay !== id);
      store.change({ overlays: box.checked ? [...others, id] : others });
    });
    return {
      id,
      box,
      label: element('label', { class: 'check' }, box, element('span', {}, texts.settings[id])),
    };
  });

  const choice = (
    id: 'scheme' | 'network',
    entries: readonly { id: string; name: { zh: string; en: string } }[],
  ): { field: HTMLElement; select: HTMLSelectElement } => {
    const select = element(
      'select',
      { class: 'select', id },
      ...entries.map((entry) => element('option', { value: entry.id }, local(entry.name))),
    );
    select.addEventListener('change', () => store.change({ [id]: select.value }));
    const label = element('label', { class: 'field-label', for: id }, texts.settings[id]);
    return { select, field: element('div', { class: 'field inset' }, label, select) };
  };
  const kind = element(
    'select',
    { class: 'select', id: 'among', 'aria-label': texts.settings.linkKind },
    ...linkKinds.map((id) => element('option', { value: id }, texts.linkKinds[id])),
  );
  kind.addEventListener('change', () => store.change({ linkKind: kind.value as LinkKind }));
  const scheme = choice('scheme', tiers);
  const network = choice('network', networks);

  const links = element('input', {
    class: 'slider',
    id: 'links',
    type: 'range',
    min: linkCounts.least,
    max: linkCounts.most,
    step: linkCounts.step,
  });
  const linksOutput = element('output', { for: 'links' });
  let dragging = false;
  links.addEventListener('input', () => {
    store.change({ links: links.valueAsNumber }, dragging ? 'replace' : 'push');
    dragging = true;
  });
  links.addEventListener('change', () => (dragging = false));
  const linksField = element(
    'div',
    { class: 'field inset' },
    element(
      'div',
      { class: 'year-head' },
      element('label', { class: 'field-label', for: 'links' }, texts.settings.links),
      linksOutput,
    ),
    links,
    kind,
  );

  return {
    element: element(
      'fieldset',
      { class: 'field layers' },
      element('legend', { class: 'field-label' }, texts.settings.layers),
      ...boxes.flatMap(({ id, label }) => {
        if (id === 'centres') return [label, scheme.field];
        if (id === 'flows') return [label, network.field, linksField];
        return [label];
      }),
    ),
    show({ state }) {
      const borne = drawnOverlays({ ...state, overlays: overlayIds });
      for (const { id, box, label } of boxes) {
        box.checked = state.overlays.includes(id);
        box.disabled = !borne.includes(id);
        label.title = box.disabled ? texts.settings.needsMap : '';
      }
      const drawn = drawnOverlays(state);
      scheme.field.hidden = !drawn.includes('centres') || tiers.length < 2;
      scheme.select.value = state.scheme ?? '';
      network.field.hidden = !drawn.includes('flows') || networks.length < 2;
      network.select.value = state.network ?? '';
      linksField.hidden = !drawn.includes('flows');
      links.valueAsNumber = state.links;
      kind.value = state.linkKind;
      linksOutput.textContent = texts.settings.linkCount(state.links);
    },
  };
}
