import type { Diagnostic, DiagnosticsReport, Severity } from '../../geodata/model/diagnostic.ts';
import { lineRanges } from '../../geodata/model/line-ranges.ts';
import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import { failureNote } from './failure.ts';
import type { Scene } from './panel.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info'];
const listedPerCode = 25;

/** A button with the counts of remarks on the data, and the dialog with the remarks themselves. */
export function createDiagnostics({ bundle, speech }: Scene): HTMLElement {
  const { texts } = speech;
  const summary = ({ error, warning, info }: Record<Severity, number>): string =>
    texts.diagnostics.summary(speech.number(error, 0), speech.number(warning, 0), speech.number(info, 0));
  const body = element('div', { class: 'dialog-body' });
  const dialog = element(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'diagnostics-title' },
    element(
      'header',
      {},
      element('h2', { id: 'diagnostics-title' }, texts.diagnostics.title),
      button(
        { class: 'button square', 'aria-label': texts.diagnostics.close },
        () => dialog.close(),
        icon('close'),
      ),
    ),
    body,
  );

  const place = ({ at }: Diagnostic): string =>
    [
      at.file,
      at.line === undefined ? null : texts.diagnostics.line(lineRanges(at.lines ?? [[at.line, at.line]])),
      at.column,
      at.path,
      at.region,
      at.indicator,
      at.year,
    ]
      .filter((part) => part !== null && part !== undefined)
      .join(' · ');

  const remark = (diagnostic: Diagnostic): HTMLElement =>
    element(
      'li',
      {},
      element('p', {}, diagnostic.message),
      element(
        'small',
        {},
        [
          place(diagnostic),
          diagnostic.nearest === undefined || diagnostic.nearest.length === 0
            ? ''
            : `${texts.diagnostics.nearest}${texts.colon}${diagnostic.nearest.join(texts.comma)}`,
        ]
          .filter(Boolean)
          .join(' — '),
      ),
    );

  const fill = (report: DiagnosticsReport): void => {
    const codes = Object.entries(report.byCode).toSorted(
      ([, one], [, other]) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
    );
    body.replaceChildren(
      element('p', { class: 'note' }, summary(report.counts)),
      ...(codes.length === 0 ? [element('p', {}, texts.diagnostics.none)] : []),
      ...codes.map(([code, { count, severity, title, help }]) => {
        const remarks = report.diagnostics.filter((diagnostic) => diagnostic.code === code);
        return element(
          'details',
          { class: `remarks ${severity}` },
          element(
            'summary',
            {},
            element('span', { class: 'severity' }, texts.diagnostics[severity]),
            element('span', { class: 'title' }, speech.local(title)),
            element('span', { class: 'members' }, speech.number(count, 0)),
          ),
          element('p', { class: 'note', lang: 'en' }, element('code', {}, code), ` ${help}`),
          element('ul', { lang: 'en' }, ...remarks.slice(0, listedPerCode).map(remark)),
          remarks.length <= listedPerCode
            ? null
            : element('p', { class: 'note' }, texts.diagnostics.more(remarks.length - listedPerCode)),
        );
      }),
    );
  };

  const open = (): void => {
    dialog.showModal();
    bundle
      .diagnostics()
      .then(fill, (failure: unknown) => body.replaceChildren(failureNote(texts, failure, open)));
  };
  return element(
    'div',
    { class: 'data-quality' },
    button(
      { class: 'button quiet' },
      open,
      texts.diagnostics.open,
      element('span', { class: 'unit' }, summary(bundle.catalog.diagnostics)),
    ),
    dialog,
  );
}
