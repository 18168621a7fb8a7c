import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const styles = join(import.meta.dirname, '../../../client/styles');

/** Custom properties of the light theme, and those that the dark one changes. */
export function readTokens(): { light: Map<string, string>; dark: Map<string, string> } {
  const css = readFileSync(join(styles, 'tokens.css'), 'utf8');
  return { light: tokensOf(css, ':root {'), dark: tokensOf(css, ":root[data-theme='dark'] {") };
}

function tokensOf(css: string, selector: string): Map<string, string> {
  const start = css.indexOf(`\n${selector}`);
  if (start < 0) throw new Error(`tokens.css has no rule ${selector}`);
  const rule = css.slice(start, css.indexOf('\n}', start));
  return new Map([...rule.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]));
}
