import { problemKinds, type Problem } from './problem.ts';

/** The problem as application/problem+json (RFC 9457), with `code` and `description` for OGC clients. */
export function problemJson(problem: Problem, basePath: string, instance: string): string {
  const { status, title, code } = problemKinds[problem.kind];
  return JSON.stringify({
    type: `${basePath}/problems/${problem.kind}`,
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
export function problemHtml(problem: Problem, basePath: string): string {
  const { status, title, help } = problemKinds[problem.kind];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${status} ${escapeHtml(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto 0; padding: 0 1rem; color: #1d2733 }
h1 { font-size: 1.5rem } small { color: #55606e } a { color: #0b5cad }
@media (prefers-color-scheme: dark) { body { background: #14191f; color: #dfe5ec } small { color: #9aa7b5 } a { color: #7db8f0 } }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(problem.message)}</p>
${problem.message === help ? '' : `<p>${escapeHtml(help)}</p>\n`}<p><a href="${basePath}/">地图 · Map</a></p>
<p><small>${status}</small></p>
</main>
</body>
</html>
`;
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
