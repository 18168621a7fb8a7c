import { AtlasError } from '../model/atlas-error.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { MeasureParam } from '../model/measure.ts';

type ParamType<Param extends MeasureParam> = Param['type'] extends 'number' | 'integer'
  ? number
  : Param['type'] extends 'boolean'
    ? boolean
    : Param['type'] extends 'enum'
      ? NonNullable<Param['values']>[number]
      : string;

/** The object of values that a list of parameter declarations describes; null only where the default is null. */
export type ParamValues<Params extends readonly MeasureParam[]> = {
  [Param in Params[number] as Param['name']]: null extends Param['default']
    ? ParamType<Param> | null
    : ParamType<Param>;
};

/** Fills in defaults and checks types and bounds. Throws AtlasError `usage` that names the parameters there are. */
export function resolveParams(
  declared: readonly MeasureParam[],
  given: Record<string, unknown>,
): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const param of declared) resolved[param.name] = param.default;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const param = declared.find((candidate) => candidate.name === name);
    if (param === undefined) throw unknownParam(name, declared);
    if (!accepts(param, value))
      throw new AtlasError(
        'usage',
        `Parameter "${name}": found ${JSON.stringify(value)}, expected ${expected(param)}.`,
        { at: name },
      );
    resolved[name] = value;
  }
  return resolved;
}

/** Reads a parameter from text, as a command line or a query string gives it. */
export function paramFromText(param: MeasureParam, text: string): unknown {
  if (param.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (param.type === 'number' || param.type === 'integer') return text.trim() === '' ? text : Number(text);
  return text;
}

/** The type and bounds of a parameter in words. */
export function expected(param: MeasureParam): string {
  if (param.type === 'enum') return `one of ${(param.values ?? []).join(', ')}`;
  const bounds = [
    ...(param.minimum === undefined ? [] : [`at least ${param.minimum}`]),
    ...(param.maximum === undefined ? [] : [`at most ${param.maximum}`]),
  ].join(' and ');
  const type = { number: 'a number', integer: 'a whole number', boolean: 'true or false', string: 'a text' };
  return [type[param.type], bounds].filter((part) => part !== '').join(', ');
}

function accepts(param: MeasureParam, value: unknown): boolean {
  if (value === null) return param.default === null;
  if (param.type === 'boolean') return typeof value === 'boolean';
  if (param.type === 'string') return typeof value === 'string';
  if (param.type === 'enum') return typeof value === 'string' && (param.values ?? []).includes(value);
  if (param.type === 'integer' && !Number.isSafeInteger(value)) return false;
  return typeof value === 'number' && Number.isFinite(value) && withinBounds(param, value);
}

const withinBounds = (param: MeasureParam, value: number): boolean =>
  value >= (param.minimum ?? -Infinity) && value <= (param.maximum ?? Infinity);

function unknownParam(name: string, declared: readonly MeasureParam[]): AtlasError {
  const names = declared.map((param) => param.name);
  const nearest = nearestWords(name, names, 1)[0];
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  const known =
    names.length === 0 ? 'The measure has no parameters.' : `Its parameters are ${names.join(', ')}.`;
  return new AtlasError('usage', `There is no parameter "${name}".${hint} ${known}`, { at: name });
}
