import { button, element } from '../dom/element.ts';
import type { Dictionary } from '../i18n/zh.ts';

/** Says that documents did not load and which, with a way to try again. */
export function failureNote(texts: Dictionary, error: unknown, retry: () => void): HTMLElement {
  const reason = error instanceof Error ? error.message : String(error);
  return element(
    'div',
    { class: 'failure', role: 'alert' },
    element('strong', {}, texts.failed.title),
    element('p', {}, reason),
    button({ class: 'button' }, retry, texts.failed.retry),
  );
}
