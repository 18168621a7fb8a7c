/** Where a value stands in atlas.yaml, from the top. */
export type ConfigPath = readonly (string | number)[];

/** A path as a reader writes it: `levels[0].register.key`. */
export function formatPath(path: ConfigPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function valueAt(root: unknown, path: ConfigPath): unknown {
  let value = root;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step];
    else if (isRecord(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/**
 * All places that a pattern names in a value of any shape; what is not there is not found. A pattern is a path in which
 * `[]` stands for every item of a list, `*` for every value of a map, and `%` for every key of a map.
 * "tables[].values.*" finds the indicators of wide tables.
 */
export function select(root: unknown, pattern: string): { path: ConfigPath; value: unknown }[] {
  let found: { path: ConfigPath; value: unknown }[] = [{ path: [], value: root }];
  for (const step of pattern.replaceAll('[]', '.[]').split('.')) {
    found = found.flatMap(({ path, value }) => {
      if (step === '[]')
        return Array.isArray(value)
          ? value.map((item, index) => ({ path: [...path, index], value: item }))
          : [];
      if (!isRecord(value)) return [];
      if (step === '*')
        return Object.entries(value).map(([key, item]) => ({ path: [...path, key], value: item }));
      if (step === '%') return Object.keys(value).map((key) => ({ path: [...path, key], value: key }));
      return Object.hasOwn(value, step) ? [{ path: [...path, step], value: value[step] }] : [];
    });
  }
  return found;
}
