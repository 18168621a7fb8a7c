import { chosenLinks } from '../map/link-choice.ts';
import { nameOf } from '../panels/region-name.ts';
import type { Plate } from '../plate/plate.ts';
import { csvOf } from './csv.ts';

/** The links on the map as CSV, from the strongest down; weights are not rounded. */
export function linksCsv(plate: Plate): string {
  const { network, catalog, state } = plate;
  const head = [
    'rank',
    'code_a',
    'name_a',
    'name_a_en',
    'code_b',
    'name_b',
    'name_b_en',
    'network',
    'year',
    'basis',
    'weight',
    'unit',
    'distance_km',
  ];
  if (network === null) return csvOf([head]);
  const { document, register } = network;
  const unit = catalog.networks.find(({ id }) => id === document.id)?.weight.unit[state.language] ?? '';
  const end = (place: number): string[] => {
    const code = document.nodes[place]!;
    return [code, nameOf(register, code, 'zh'), nameOf(register, code, 'en')];
  };
  const rows = chosenLinks(plate).map((edge) => [
    edge + 1,
    ...end(document.a[edge]!),
    ...end(document.b[edge]!),
    document.id,
    document.year,
    document.basis,
    document.weight[edge]!,
    unit,
    document.distanceKm[edge]!,
  ]);
  return csvOf([head, ...rows]);
}
