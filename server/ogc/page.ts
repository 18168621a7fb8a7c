import type { LocalText } from '../../geodata/model/text.ts';
import { escapeHtml } from '../protocol/escape-html.ts';
import { htmlPage } from '../protocol/html-page.ts';
import { bilingual } from '../tilejson.ts';
import { isApiDescription, operationRows } from './operation-rows.ts';

/** Widest table that is shown as one; further columns are in the JSON. */
const MAX_COLUMNS = 30;

const STYLE = `body { line-height: 1.5; margin: 2rem auto; max-width: 72rem } nav { margin-bottom: 1rem } h2 { font-size: 1.1rem }
table { border-collapse: collapse; display: block; overflow-x: auto } th, td { padding: .25rem .6rem; text-align: left; border-bottom: 1px solid #d5dbe1; vertical-align: top } td { min-width: 4.5em } td.ways { min-width: 22rem } li, h1, h2 { overflow-wrap: anywhere }
.links { list-style: none; padding: 0 } .links small { color: #55606e }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem } dt { color: #55606e } dd { margin: 0; overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { dt, .links small { color: #9aa7b5 } th, td { border-color: #323c47 } }`;

/** A document as a page for people: members as lists and tables, links that can be followed. */
export function renderPage(title: string, address: string, path: string, document: unknown): string {
  const crumbs = path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment, index, segments) => {
      const href = `${address}/${segments.slice(0, index + 1).join('/')}?f=html`;
      return `<a href="${escapeHtml(href)}">${escapeHtml(decodeURIComponent(segment))}</a>`;
    });
  return htmlPage({
    language: 'zh-CN',
    title,
    address,
    style: STYLE,
    body: `<nav aria-label="breadcrumb"><a href="${escapeHtml(address)}/">地图 · Map</a>${crumbs.map((crumb) => ` / ${crumb}`).join('')}</nav>
<main>
<h1>${escapeHtml(title)}</h1>
${renderSteps(document)}${render(isApiDescription(document) ? operationRows(document) : flattenFeatures(document))}
</main>`,
  });
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

function render(given: unknown): string {
  const value = inOneLine(given);
  if (Array.isArray(value)) return renderList(value);
  if (isRecord(value)) return renderRecord(value);
  return renderScalar(value);
}

function renderRecord(record: Record<string, unknown>): string {
  const members = membersOf(record).map(([name, value]) => [name, inOneLine(value)] as const);
  const isShort = ([, value]: readonly [string, unknown]): boolean => typeof value !== 'object';
  const short = members
    .filter(isShort)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${renderScalar(value)}</dd>`);
  // What the document is about comes first, where one may go from it last.
  const long = members
    .filter((member) => !isShort(member))
    .sort(([one], [other]) => Number(one === 'links') - Number(other === 'links'))
    .map(([name, value]) => {
      const content = name === 'links' && isLinkList(value) ? renderLinks(value) : render(value);
      return `<section><h2>${escapeHtml(name)}</h2>${content}</section>`;
    });
  return (short.length === 0 ? '' : `<dl>${short.join('\n')}</dl>\n`) + long.join('\n');
}

function renderList(list: unknown[]): string {
  if (!list.every(isRecord)) return `<ul>${list.map((item) => `<li>${render(item)}</li>`).join('')}</ul>`;
  const named = [...new Set(list.flatMap((row) => Object.keys(row)))];
  const shared = list.length > 1 ? named.filter((column) => isShared(list, column)) : [];
  const columns = named.filter((column) => !shared.includes(column)).slice(0, MAX_COLUMNS);
  const cell = (row: Record<string, unknown>, column: string): string => {
    const value = inOneLine(row[column]);
    const place = column === 'id' ? ownAddress(row) : undefined;
    if (place !== undefined && typeof value === 'string') return `<td>${anchor(place, value)}</td>`;
    return isLinkList(value)
      ? `<td class="ways">${renderNested(value)}</td>`
      : `<td>${isRecord(value) || Array.isArray(value) ? renderNested(value) : renderScalar(value)}</td>`;
  };
  const rows = list.map((row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>`);
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const same = Object.fromEntries(shared.map((column) => [column, list[0]![column]]));
  return `${shared.length === 0 ? '' : renderShared(same)}<table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

/** Whether a member that is no short text or number is the same in all records: then it is said once. Addresses are long. */
const isShared = (list: readonly Record<string, unknown>[], column: string): boolean => {
  const [first, ...others] = list.map((row) => JSON.stringify(row[column]));
  const isLong = typeof list[0]![column] === 'object' || /^"https?:/.test(first ?? '');
  return isLong && others.every((value) => value === first);
};

/** What all records of a table have in common, above it. */
const renderShared = (record: Record<string, unknown>): string =>
  `<dl>${membersOf(record)
    .map(([name, value]) => {
      const line = inOneLine(value);
      const content = isRecord(line) || Array.isArray(line) ? renderNested(line) : renderScalar(line);
      return `<dt>${escapeHtml(name)}</dt><dd>${content}</dd>`;
    })
    .join('\n')}</dl>`;

/** Where a record of a list is told of alone. */
const ownAddress = ({ links }: Record<string, unknown>): Link | undefined =>
  isLinkList(links) ? links.find(({ rel }) => rel === 'self') : undefined;

/** Inside of a cell: links by name, what a record says in a line each, anything deeper as JSON. */
function renderNested(value: object): string {
  if (isLinkList(value))
    return (
      value
        .filter((link) => link.templated !== true)
        // Several files of one record differ by what they are called.
        .map((link) =>
          anchor(link, (link.rel === 'enclosure' ? link.title : undefined) ?? shortRelation(link.rel)),
        )
        .join(' · ')
    );
  return linesOf(value)?.map(escapeHtml).join('<br>') ?? `<code>${escapeHtml(JSON.stringify(value))}</code>`;
}

/** Texts of a list, or members of a record and of the records in it; null where there is more below these. */
function linesOf(value: object): string[] | null {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? value : null;
  if (!isRecord(value)) return null;
  const lines = membersOf(value).map(([name, member]) => {
    const line = textOf(member) ?? (isRecord(member) ? joinedMembers(member) : null);
    return line === null ? null : `${name}: ${line}`;
  });
  return lines.every((line) => line !== null) ? lines : null;
}

function joinedMembers(record: Record<string, unknown>): string | null {
  const parts = membersOf(record).map(([name, member]) => [name, textOf(member)] as const);
  return parts.every(([, text]) => text !== null) ? parts.map((part) => part.join(' ')).join(', ') : null;
}

const membersOf = (record: Record<string, unknown>): [string, unknown][] =>
  Object.entries(record).filter(([, value]) => value !== undefined && value !== null);

/** What can be said in one line; null for everything else. */
function textOf(value: unknown): string | null {
  const line = inOneLine(value);
  if (typeof line === 'string') return line;
  return isRecord(line) || Array.isArray(line) ? null : JSON.stringify(line);
}

/** A link of an OGC document, as far as a page shows it (OGC 17-069r4, 5.2). */
interface Link {
  href: string;
  rel: string;
  type?: string;
  title?: string;
  templated?: boolean;
}

const isLinkList = (value: unknown): value is Link[] =>
  Array.isArray(value) &&
  value.every(
    (item) => isRecord(item) && typeof item['href'] === 'string' && typeof item['rel'] === 'string',
  );

const anchor = ({ href }: Link, text: string): string =>
  `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

/** OGC's relations are URIs whose last segment is the word. */
const shortRelation = (relation: string): string => relation.slice(relation.lastIndexOf('/') + 1);

/** One line an address: its title, then what it is and in which format; a template cannot be followed and is shown. */
function renderLinks(links: readonly Link[]): string {
  const places = [...new Map(links.map((link) => [`${link.href} ${link.type}`, link])).values()];
  const items = places.map((link) => {
    const kind = escapeHtml([shortRelation(link.rel), link.type].filter(Boolean).join(' · '));
    const name =
      link.templated === true
        ? `<code>${escapeHtml(link.href)}</code>`
        : anchor(link, link.title ?? shortRelation(link.rel));
    return `<li>${name} <small>${kind}</small></li>`;
  });
  return `<ul class="links">\n${items.join('\n')}\n</ul>`;
}

/** The pages before and after this one, where one need not scroll for them. */
function renderSteps(document: unknown): string {
  if (!isRecord(document) || !isLinkList(document['links'])) return '';
  const names = { prev: '← 上一页 · Previous', next: '下一页 · Next →' };
  const steps = Object.entries(names).flatMap(([relation, name]) =>
    (document['links'] as Link[])
      .filter((link) => link.rel === relation)
      .slice(0, 1)
      .map((link) => anchor(link, name)),
  );
  return steps.length === 0 ? '' : `<p>${steps.join(' · ')}</p>\n`;
}

/** Digits that a page shows of a number; the JSON has all. */
const DIGITS = 9;

const shortNumber = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));

/** Texts in both languages, lists of numbers and lists of such lists as a line of text; everything else as it is. */
function inOneLine(value: unknown): unknown {
  if (isNumberList(value)) return value.map(shortNumber).join(', ');
  if (Array.isArray(value) && value.length > 0 && value.every(isNumberList))
    return value.map((list) => list.map(shortNumber).join(', ')).join('; ');
  return isLocalText(value) ? bilingual(value) : value;
}

const isNumberList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number');

function renderScalar(value: unknown): string {
  if (value === undefined || value === null) return '';
  const plain = typeof value === 'number' ? shortNumber(value) : value;
  const text = escapeHtml(typeof plain === 'string' ? plain : JSON.stringify(plain));
  if (typeof value !== 'string' || !/^https?:\/\//.test(value)) return text;
  // Addresses may be broken behind their slashes; a template cannot be followed.
  const breakable = text.replace(/(?<=[^/:]\/)(?=[^/])/g, '<wbr>');
  return /[{}\s]/.test(value) ? breakable : `<a href="${text}">${breakable}</a>`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLocalText = (value: unknown): value is LocalText =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  typeof value['zh'] === 'string' &&
  typeof value['en'] === 'string';
