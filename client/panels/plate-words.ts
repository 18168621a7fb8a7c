import type { Speech } from '../i18n/dictionary.ts';
import type { Plate } from '../plate/plate.ts';

/** The year of a plate, or both years of a change or comparison; empty without time. */
export function yearWords({ state, shown, earlier }: Plate): string {
  if (state.year === null) return '';
  if (earlier !== null) return `${earlier.state.year} | ${state.year}`;
  return shown?.since == null ? String(state.year) : `${shown.since}–${state.year}`;
}

/** What a plate shows: the indicator, and what about it, or the links where the regions have no colours. */
export function subjectWords(plate: Plate, { local, texts }: Speech): string {
  const { catalog, indicator, level, network, shown } = plate;
  if (indicator === null || shown === null) {
    const links = catalog.networks.find(({ id }) => id === network?.document.id);
    return local((links ?? level).name);
  }
  const name = local(indicator.name);
  if (shown.since !== null) return `${name} · ${texts.colorings.change}`;
  return shown.ramp === 'clusters' ? `${name} · ${texts.colorings.clusters}` : name;
}
