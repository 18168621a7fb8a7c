import type { Speech } from '../i18n/dictionary.ts';
import type { Plate } from '../plate/plate.ts';

/** The year of a plate, or both years of a change; empty without time. */
export function yearWords({ state, shown }: Plate): string {
  if (state.year === null) return '';
  return shown?.since == null ? String(state.year) : `${shown.since}–${state.year}`;
}

/** What the colours of a plate show: the indicator, and what about it. */
export function subjectWords({ indicator, level, shown }: Plate, { local, texts }: Speech): string {
  if (indicator === null || shown === null) return local(level.name);
  const name = local(indicator.name);
  if (shown.since !== null) return `${name} · ${texts.colorings.change}`;
  return shown.ramp === 'clusters' ? `${name} · ${texts.colorings.clusters}` : name;
}
