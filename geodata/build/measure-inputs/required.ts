import { AtlasError } from '../../model/atlas-error.ts';
import type { MeasureConfig } from '../measure-config.ts';
import type { MeasureRequest } from '../measure-task.ts';

/** A key that the input kind of the measure cannot do without. */
export function required<Key extends keyof MeasureConfig>(
  { config }: MeasureRequest,
  key: Key,
): NonNullable<MeasureConfig[Key]> {
  const value = config[key];
  if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)) return value;
  throw new AtlasError(
    'invalid-config',
    `The measure "${config.measure}" needs \`${key}\`; add it to the entry "${config.id}" of atlas.yaml.`,
    { at: `measures.${config.id}.${key}` },
  );
}
