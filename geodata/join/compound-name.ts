import type { NamedRegion } from '../model/region.ts';
import { isHan, nameKey } from './name-key.ts';
import { splitPlaceName } from './place-names.ts';

/** A name that was written with more around it. */
export interface CompoundName {
  name: string;
  /** The region of the level above that was written with it. */
  parent: NamedRegion | null;
}

/** The sign of a footnote behind a name: "Germany 1)", "Germany¹". */
const footnoteMark = /(\s*[\u00B9\u00B2\u00B3\u2070\u2074-\u2079]+|\s+[a-z\d]\)|\s*[*†‡§]+)\s*$/i;

/**
 * What a name can be short of: a footnote, the comment in "济源（省直辖）", the province before "广东省深圳市" or behind
 * "Shenzhen, Guangdong". The parent is binding: a name is found in it or not at all.
 */
export function splitCompoundName(text: string, parents: readonly NamedRegion[]): CompoundName[] {
  const unmarked = text.replace(footnoteMark, '');
  const bare = unmarked.normalize('NFKC').replace(/\s*[([【][^)\]】]*[)\]】]\s*$/, '');
  const compounds: CompoundName[] =
    bare !== '' && bare !== text.normalize('NFKC') ? [{ name: bare, parent: null }] : [];
  return [...compounds, ...(isHan(text) ? parentBefore(bare, parents) : parentBehind(bare, parents))];
}

function parentBefore(text: string, parents: readonly NamedRegion[]): CompoundName[] {
  const key = nameKey(text);
  return parents.flatMap((parent) => {
    const full = nameKey(parent.name.zh);
    const stem = splitPlaceName(parent.name.zh).stem;
    const before = [full, stem].find(
      (name) => name !== '' && key.startsWith(name) && key.length > name.length + 1,
    );
    return before === undefined ? [] : [{ name: key.slice(before.length), parent }];
  });
}

function parentBehind(text: string, parents: readonly NamedRegion[]): CompoundName[] {
  const comma = text.lastIndexOf(',');
  if (comma < 0) return [];
  const behind = splitPlaceName(text.slice(comma + 1)).stem;
  return parents
    .filter(({ name }) => splitPlaceName(name.en).stem === behind)
    .map((parent) => ({ name: text.slice(0, comma), parent }));
}
