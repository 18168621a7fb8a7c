import type { Placement } from '../model/gazetteer.ts';
import type { Alias } from '../model/region.ts';
import type { Gazetteer } from './gazetteer.ts';

/** Places records that give the code of their region: today's codes, and retired ones in the years they were valid. */
export function createCodeResolver(codes: readonly string[], aliases: readonly Alias[]): Gazetteer {
  const known = new Set(codes);
  const retired = new Map<string, Alias[]>();
  for (const alias of aliases) {
    const before = retired.get(alias.alias);
    if (before === undefined) retired.set(alias.alias, [alias]);
    else before.push(alias);
  }

  const resolve = (text: string, year: number | null = null): Placement => {
    const code = text.trim();
    if (code === '') return { unresolved: 'empty' };
    if (known.has(code)) return { code };
    const aliasesOfCode = retired.get(code) ?? [];
    const valid = aliasesOfCode.filter(
      ({ validFrom, validTo }) =>
        year === null || ((validFrom ?? -Infinity) <= year && year <= (validTo ?? Infinity)),
    );
    const found = [...new Set(valid.map((alias) => alias.code as string))].filter((each) => known.has(each));
    if (found.length > 1) return { ambiguous: found.sort() };
    if (found[0] !== undefined) return { code: found[0] };
    return { unresolved: aliasesOfCode.length > 0 ? 'out-of-period' : 'no-known-name' };
  };
  return {
    resolve,
    resolveUndated: (text) => ({ placement: resolve(text), dependsOnYear: retired.has(text.trim()) }),
  };
}
