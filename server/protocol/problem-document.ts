import { escapeHtml } from './escape-html.ts';
import { htmlPage } from './html-page.ts';
import { problemKinds, type Problem } from './problem.ts';

/** The problem as application/problem+json (RFC 9457), with `code` and `description` for OGC clients. */
export function problemJson(problem: Problem, address: string, instance: string): string {
  const { status, title, code } = problemKinds[problem.kind];
  return JSON.stringify({
    type: `${address}/problems/${problem.kind}`,
    title,
    status,
    detail: problem.message,
    instance,
    ...problem.members,
    code,
    description: problem.message,
  });
}

/** The problem as a page for a person: what happened, what to do, and the way to the map. */
export function problemHtml(problem: Problem, address: string): string {
  const { status, title, help } = problemKinds[problem.kind];
  return htmlPage({
    language: 'en',
    title: `${status} ${title}`,
    address,
    head: '<meta name="robots" content="noindex">\n',
    style: `body { line-height: 1.5; max-width: 40rem; margin: 15vh auto 0 } small { color: #55606e }
@media (prefers-color-scheme: dark) { small { color: #9aa7b5 } }`,
    body: `<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(problem.message)}</p>
${problem.message === help ? '' : `<p>${escapeHtml(help)}</p>\n`}<p><a href="${escapeHtml(address)}/">地图 · Map</a></p>
<p><small>${status}</small></p>
</main>`,
  });
}
