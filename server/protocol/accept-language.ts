import type { Language } from '../../geodata/model/text.ts';

/** The language that a client prefers of those an atlas speaks (RFC 9110 §12.5.4); Chinese where it has no wish. */
export function chooseLanguage(header: string | undefined): Language {
  let chosen: Language = 'zh';
  let best = 0;
  for (const range of header?.split(',') ?? []) {
    const [, name = '', weight = '1'] = /^\s*([a-z]+)[\w-]*\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(range) ?? [];
    const language = name.toLowerCase();
    if ((language !== 'zh' && language !== 'en') || !(Number(weight) > best)) continue;
    chosen = language;
    best = Number(weight);
  }
  return chosen;
}
