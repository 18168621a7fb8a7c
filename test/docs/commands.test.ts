import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { chinaBundle, type SharedBundle } from '../support/china-bundle.ts';

// Blocks marked `sh` hold commands that end by themselves and can be run anywhere; `console` blocks are for people.
const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

const commands = pages.flatMap((page) =>
  commandsOf(readFileSync(join(root, page), 'utf8')).map((line) => ({ page, line })),
);

// A command that several pages show is run once.
const distinct = commands.filter(
  ({ line }, place) => place === commands.findIndex((each) => each.line === line),
);

let china: SharedBundle;
beforeAll(async () => {
  china = await chinaBundle();
});

test('the README shows commands', () => {
  expect(commands.some(({ page }) => page === 'README.md')).toBe(true);
});

test.each(distinct)('$page: $line', { timeout: 310_000 }, async ({ line }) => {
  const [command = '', remark = ''] = line.split(/\s+#\s*/);
  const expected = Number(/exits with (\d+)/.exec(remark)?.[1] ?? 0);
  const { status, output } = await runInShell(
    command
      .replace(/\bnpx jiju\b/g, 'node --import tsx scripts/jiju.ts')
      // The embedded atlas is there already, baked by this very code for all tests.
      .replace(/\bexport china\b/, `export ${china.out}`),
  );
  expect({ status, output }).toEqual({ status: expected, output: expect.stringMatching(/\S/) });
});

test.each(pages)('%s: links to files of the project lead somewhere', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
  const missing = targets.filter((target) => {
    try {
      readdirSync(join(root, page, '..', target));
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
    }
  });
  expect(missing).toEqual([]);
});

function commandsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((block) =>
    block[1]!.split('\n').filter((line) => line.trim() !== ''),
  );
}

function runInShell(command: string): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: root, timeout: 300_000 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, output: stdout + stderr });
    });
  });
}
