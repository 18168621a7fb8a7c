import { escapeHtml } from '../protocol/problem-document.ts';

/** Widest table that is shown as one; further columns are in the JSON. */
const MAX_COLUMNS = 30;

/** A document as a page for people: members as lists and tables, links that can be followed. */
export function renderPage(title: string, address: string, path: string, document: unknown): string {
  const crumbs = path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment, index, segments) => {
      const href = `${address}/${segments.slice(0, index + 1).join('/')}?f=html`;
      return `<a href="${escapeHtml(href)}">${escapeHtml(decodeURIComponent(segment))}</a>`;
    });
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1d2733 }
nav { margin-bottom: 1rem } a { color: #0b5cad } h1 { font-size: 1.5rem } h2 { font-size: 1.1rem }
table { border-collapse: collapse; display: block; overflow-x: auto } th, td { padding: .25rem .6rem; text-align: left; border-bottom: 1px solid #d5dbe1; vertical-align: top }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem } dt { color: #55606e } dd { margin: 0; overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { background: #14191f; color: #dfe5ec } a { color: #7db8f0 } dt { color: #9aa7b5 } th, td { border-color: #323c47 } }
</style>
</head>
<body>
<nav aria-label="breadcrumb"><a href="${escapeHtml(address)}/">地图 · Map</a> / <a href="${escapeHtml(address)}/collections?f=html">collections</a>${crumbs.map((crumb) => ` / ${crumb}`).join('')}</nav>
<main>
<h1>${escapeHtml(title)}</h1>
${render(flattenFeatures(document))}
</main>
</body>
</html>
`;
}

/** Features are shown as rows of their properties; nobody reads coordinates. */
function flattenFeatures(document: unknown): unknown {
  if (!isRecord(document)) return document;
  if (Array.isArray(document['features'])) {
    const rows = document['features'].map((feature: Record<string, unknown>) => ({
      id: feature['id'],
      ...(feature['properties'] as object),
    }));
    return { ...document, features: rows };
  }
  return document['type'] === 'Feature' ? { ...document, geometry: undefined } : document;
}

function render(value: unknown): string {
  if (Array.isArray(value)) return renderList(value);
  if (isRecord(value)) return renderRecord(value);
  return renderScalar(value);
}

function renderRecord(record: Record<string, unknown>): string {
  const members = Object.entries(record).filter(([, value]) => value !== undefined && value !== null);
  const isShort = ([, value]: [string, unknown]): boolean => typeof value !== 'object';
  const short = members
    .filter(isShort)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${renderScalar(value)}</dd>`);
  const long = members
    .filter((member) => !isShort(member))
    .map(([name, value]) => `<section><h2>${escapeHtml(name)}</h2>${render(value)}</section>`);
  return (short.length === 0 ? '' : `<dl>${short.join('\n')}</dl>\n`) + long.join('\n');
}

function renderList(list: unknown[]): string {
  if (!list.every(isRecord)) return `<ul>${list.map((item) => `<li>${render(item)}</li>`).join('')}</ul>`;
  const columns = [...new Set(list.flatMap((row) => Object.keys(row)))].slice(0, MAX_COLUMNS);
  const cell = (value: unknown): string =>
    `<td>${isRecord(value) || Array.isArray(value) ? renderNested(value) : renderScalar(value)}</td>`;
  const rows = list.map((row) => `<tr>${columns.map((column) => cell(row[column])).join('')}</tr>`);
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

/** Inside of a cell: links by name, anything else as JSON. */
function renderNested(value: object): string {
  const links =
    Array.isArray(value) && value.every((item) => isRecord(item) && 'href' in item) ? value : null;
  if (links === null) return `<code>${escapeHtml(JSON.stringify(value))}</code>`;
  return links
    .filter((link) => link.templated !== true)
    .map((link) => `<a href="${escapeHtml(String(link.href))}">${escapeHtml(String(link.rel))}</a>`)
    .join(' ');
}

function renderScalar(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = escapeHtml(typeof value === 'string' ? value : JSON.stringify(value));
  return typeof value === 'string' && /^https?:\/\/[^{}\s]+$/.test(value)
    ? `<a href="${text}">${text}</a>`
    : text;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
