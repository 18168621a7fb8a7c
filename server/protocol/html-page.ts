import { escapeHtml } from './escape-html.ts';

/** A page for people that is written by the service itself: documents, guides, errors. It has no script. */
export interface HtmlPage {
  /** BCP 47 tag of most of its text. */
  language: 'zh-CN' | 'en';
  title: string;
  /** Address of the service, without a slash at the end. */
  address: string;
  /** CSS of this kind of page. */
  style: string;
  /** Content of `body`, as HTML. */
  body: string;
  /** Further elements of `head`, as HTML. */
  head?: string;
}

/** Path of the style sheet that names the shipped font; browsers fetch the slices whose characters a page has. */
export const FONT_SHEET = '/fonts/faces.css';
export const FONT_FAMILY = 'Jiju';

/** Styles stand in the page, the font is our own, nothing else is loaded from anywhere. */
export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

const commonStyle = `body { font-family: '${FONT_FAMILY}', system-ui, sans-serif; padding: 0 1rem; color: #1d2733 }
code { font-family: ui-monospace, monospace, '${FONT_FAMILY}' } a { color: #0b5cad } h1 { font-size: 1.5rem }
@media (prefers-color-scheme: dark) { body { background: #14191f; color: #dfe5ec } a { color: #7db8f0 } }`;

/** The whole document. Machines without Chinese fonts can read it, since the font comes from the service. */
export const htmlPage = ({ language, title, address, style, body, head = '' }: HtmlPage): string =>
  `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(pathOf(address) + FONT_SHEET)}">
<style>
${commonStyle}
${style}
</style>
</head>
<body>
${body}
</body>
</html>
`;

/** The path alone: the style sheet is of the page's own origin by whichever name that was reached. */
const pathOf = (address: string): string => new URL(address).pathname.replace(/\/+$/, '');
