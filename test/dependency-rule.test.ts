import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What each folder may import of the project, besides itself. Longest prefix wins. */
const mayImport: Record<string, string[]> = {
  'geodata/model': [],
  'geodata/config': ['geodata/model'],
  'geodata/atlases': ['geodata/model', 'geodata/sources'],
  'geodata/sources': ['geodata/model'],
  'geodata/join': ['geodata/model'],
  'geodata/measures': ['geodata/model'],
  'geodata/networks': ['geodata/model'],
  'geodata/layers': ['geodata/model'],
  'geodata/records': ['geodata/model'],
  'geodata/tiles': ['geodata/model'],
  'geodata/archive': ['geodata/model'],
  'geodata/exports': ['geodata/model'],
  'geodata/build': ['geodata'],
  'geodata/build.ts': ['geodata'],
  'geodata/bake.ts': ['geodata/tiles', 'geodata/archive', 'geodata/model'],
  'geodata/join-columns.ts': ['geodata/tiles', 'geodata/archive', 'geodata/model'],
  server: ['geodata/archive', 'geodata/exports', 'geodata/model', 'geodata/layers/declarations.ts'],
  client: ['geodata/model', 'geodata/layers/declarations.ts'],
  scripts: ['geodata', 'server'],
};

const files = ['geodata', 'server', 'client', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/node_modules|\.jiju/.test(path))
    .map((path) => `${folder}/${path}`),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

test('every import obeys the dependency rule of docs/architecture.md', () => {
  expect(files.length).toBeGreaterThan(20);
  const violations: string[] = [];
  for (const file of files) {
    const own = longestPrefix(file);
    for (const specifier of imports.get(file)!) {
      if (own === 'geodata/measures' || own === 'geodata/networks') {
        if (/^(node:|@turf)/.test(specifier)) violations.push(`${file} imports ${specifier}`);
      }
      if (!specifier.startsWith('.')) continue;
      const target = targetOf(file, specifier);
      if (target === 'package.json' || within(target, own)) continue;
      const allowed = mayImport[own] ?? [];
      if (!allowed.some((prefix) => within(target, prefix))) violations.push(`${file} imports ${target}`);
    }
  }
  expect(violations).toEqual([]);
});

test('no file imports itself by way of others, not even its types', () => {
  const circles: string[] = [];
  const finished = new Set<string>();
  const follow = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (finished.has(file) || path.includes(file)) return;
    for (const specifier of imports.get(file) ?? [])
      if (specifier.startsWith('.')) follow(targetOf(file, specifier), [...path, file]);
    finished.add(file);
  };
  for (const file of files) follow(file, []);
  expect(circles).toEqual([]);
});

/** The file that a relative import names, as a path below the root. */
function targetOf(file: string, specifier: string): string {
  return relative(root, join(root, dirname(file), specifier.replace(/\?.*$/, '')));
}

function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  return [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((each) => (each.moduleRequest ? [each.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.flatMap((entry) => {
      const text = readFileSync(join(root, file), 'utf8').slice(
        entry.moduleRequest.start,
        entry.moduleRequest.end,
      );
      return /^['"]/.test(text) ? [text.slice(1, -1)] : [];
    }),
  ];
}

function longestPrefix(file: string): string {
  const prefixes = Object.keys(mayImport).filter((prefix) => within(file, prefix));
  prefixes.sort((a, b) => b.length - a.length);
  expect(prefixes, `${file} stands in no folder the rule knows`).not.toEqual([]);
  return prefixes[0]!;
}

function within(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}
