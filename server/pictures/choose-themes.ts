import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';
import { centresTheme, networkTheme, setThemes, type Theme } from './theme-layers.ts';

/**
 * Themes of a map: those that a view names by id, or the first network, the first hierarchy and the first set of each kind. A
 * view that names a layer and nothing of what is drawn in it gets the first as well.
 */
export function chooseThemes(
  catalog: Catalog,
  language: Language,
  { layers: named, isOverValues }: { layers?: readonly string[]; isOverValues: boolean },
): Theme[] {
  const sets = setThemes(catalog, language, { isOverValues });
  const themes: Theme[] = [];
  const add = (
    layer: string,
    entries: readonly { id: string }[] | undefined,
    makeOf: (id: string) => Theme | undefined,
  ): void => {
    const chosen = entries?.filter(({ id }) => named?.includes(id)) ?? [];
    const isFirstMeant = named === undefined || (chosen.length === 0 && named.includes(layer));
    const shown = isFirstMeant ? entries?.slice(0, 1) : chosen;
    themes.push(...(shown ?? []).flatMap(({ id }) => makeOf(id) ?? []));
  };
  const entry = <Entry extends { id: string }>(list: readonly Entry[], id: string): Entry =>
    list.find((candidate) => candidate.id === id)!;
  add('agglomerations', catalog.agglomerations, (id) => sets.get(id));
  add('corridors', catalog.corridors, (id) => sets.get(id));
  add('flows', catalog.networks, (id) => networkTheme(entry(catalog.networks, id), language));
  add('centres', catalog.tiers, (id) => centresTheme(entry(catalog.tiers, id), language));
  return themes;
}
