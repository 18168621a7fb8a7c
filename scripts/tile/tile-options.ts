import {
  GREAT_CIRCLE,
  QUADRATIC,
  STRAIGHT,
  type FileLayer,
  type OnInvalid,
} from '../../geodata/tiles/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { integerOption, stringOption, type OptionSpec, type OptionValues } from '../command.ts';
import type { OpenInput } from './open-input.ts';

/** Options of `jiju tile`, in the order of the help. */
export const tileOptions: Record<string, OptionSpec> = {
  out: { type: 'string', short: 'o', placeholder: '<file.pmtiles>', description: 'The archive to write' },
  layer: {
    type: 'string',
    short: 'L',
    multiple: true,
    placeholder: '<name=file[@min-max]>',
    description: 'A layer with a name and zooms of its own',
  },
  minzoom: { type: 'string', short: 'Z', placeholder: '<zoom>', description: 'Lowest zoom', default: '0' },
  maxzoom: { type: 'string', short: 'z', placeholder: '<zoom>', description: 'Deepest zoom', default: '10' },
  buffer: {
    type: 'string',
    placeholder: '<steps>',
    description: 'What belongs into a tile beyond its edge, in 1/4096 of a tile',
    default: '64',
  },
  'max-tile-bytes': {
    type: 'string',
    placeholder: '<bytes>',
    description: 'What a layer may take of a tile, uncompressed; 0 is no limit',
    default: '500000',
  },
  prefer: {
    type: 'string',
    placeholder: '<field>',
    description: 'Points and lines with more of this stay where not all fit',
  },
  'minzoom-from': {
    type: 'string',
    placeholder: '<field>',
    description: 'The field with the lowest zoom of each feature; weaker ones can wait for deeper zooms',
  },
  keep: { type: 'string', placeholder: '<a,b>', description: 'Only these fields' },
  drop: { type: 'string', placeholder: '<a,b>', description: 'All but these fields' },
  id: { type: 'string', placeholder: '<field>', description: 'The field whose value is the id of a feature' },
  coverage: {
    type: 'string',
    placeholder: '<auto|yes|no>',
    description: 'Whether polygons share borders that must never gap',
    default: 'auto',
  },
  snap: {
    type: 'string',
    placeholder: '<metres|auto>',
    description: 'Borders that run along two lines nearer than this become one',
    default: 'auto',
  },
  simplification: {
    type: 'string',
    placeholder: '<steps>',
    description: 'How far a line may be from the true one, in 1/4096 of a tile',
    default: '1',
  },
  curve: {
    type: 'string',
    placeholder: '<great-circle|quadratic|straight>',
    description: 'Shape of edges read from CSV',
    default: 'great-circle',
  },
  bend: {
    type: 'string',
    placeholder: '<share>',
    description: 'How far quadratic edges bend to the left, in lengths of the edge',
    default: '0.2',
  },
  arrows: {
    type: 'boolean',
    description:
      'A layer <name>-arrows: on every edge read from CSV a point with its bearing, past the middle',
  },
  labels: { type: 'boolean', description: 'A layer <name>-labels: the same in the middle' },
  'on-invalid': {
    type: 'string',
    placeholder: '<repair|skip|abort>',
    description: 'What to do with features that are not valid',
    default: 'repair',
  },
  workers: { type: 'string', placeholder: '<n>', description: 'Threads (default: all cores)' },
  memory: {
    type: 'string',
    placeholder: '<MB>',
    description: 'What all threads together may take (default: what the work is fastest with)',
  },
  'gzip-level': { type: 'string', placeholder: '<1-9>', description: 'Fast to small', default: '5' },
  name: { type: 'string', placeholder: '<text>', description: 'Name of the tileset' },
  attribution: { type: 'string', placeholder: '<text>', description: 'Credits to show with the tiles' },
  force: { type: 'boolean', short: 'f', description: 'Overwrite the archive' },
  json: { type: 'boolean', description: 'Print a summary as one line of JSON' },
  quiet: { type: 'boolean', short: 'q', description: 'Print errors only' },
};

/** What was given, and the default of everything else. */
export function withDefaults(values: OptionValues): OptionValues {
  const defaults = Object.entries(tileOptions).flatMap(([name, spec]) =>
    spec.default === undefined ? [] : [[name, spec.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...values };
}

/** A layer as it was asked for: a file, and what is to be different for it. */
export interface LayerRequest {
  file: string;
  /** Null for the name of the file. */
  name: string | null;
  zooms: [minzoom: number, maxzoom: number] | null;
}

/** Layers named with --layer, then files without a name. */
export function layerRequests(values: OptionValues, positionals: readonly string[]): LayerRequest[] {
  const named = (values['layer'] ?? []) as string[];
  return [
    ...named.map(parseLayer),
    ...positionals.map((file): LayerRequest => ({ file, name: null, zooms: null })),
  ];
}

function parseLayer(text: string): LayerRequest {
  const match = /^([^=]+)=(.+?)(?:@(\d+)-(\d+))?$/.exec(text);
  if (match === null) {
    throw new AtlasError(
      'usage',
      `--layer: found "${text}", expected name=file or name=file@minzoom-maxzoom.`,
    );
  }
  const [, name, file, minzoom, maxzoom] = match;
  return {
    file: file!,
    name: name!,
    zooms: minzoom === undefined ? null : [Number(minzoom), Number(maxzoom)],
  };
}

/** The zooms asked for: those of all layers together. */
export function zoomRange(values: OptionValues, requests: readonly LayerRequest[]): [number, number] {
  const minzoom = integerOption(values, 'minzoom', { minimum: 0, maximum: 18 }) ?? 0;
  const maxzoom = integerOption(values, 'maxzoom', { minimum: 0, maximum: 18 }) ?? 10;
  const ranges = requests.map(({ zooms }): [number, number] => zooms ?? [minzoom, maxzoom]);
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

/** Where arrowheads stand: past the middle, so that A to B and B to A, which share a line, have one each. */
const ARROW_SHARE = 0.65;
const LABEL_SHARE = 0.5;

/** How one input is read and drawn. */
export function fileLayer(values: OptionValues, request: LayerRequest, input: OpenInput): FileLayer {
  const [minzoom, maxzoom] = zoomRange(values, [request]);
  const prefer = stringOption(values, 'prefer');
  const id = stringOption(values, 'id');
  const minzoomField = stringOption(values, 'minzoom-from');
  const fields = {
    ...listOption(values, 'keep'),
    ...listOption(values, 'drop'),
    ...(id === undefined ? {} : { idField: id }),
    ...(prefer === undefined ? {} : { weight: prefer }),
    ...(minzoomField === undefined ? {} : { minzoomField }),
  };
  const onInvalid = choiceOption(values, 'on-invalid', ['repair', 'skip', 'abort']) as OnInvalid;
  const curve = choiceOption(values, 'curve', ['great-circle', 'quadratic', 'straight']);
  const curves = { 'great-circle': GREAT_CIRCLE, quadratic: QUADRATIC, straight: STRAIGHT } as const;
  const coverage = choiceOption(values, 'coverage', ['auto', 'yes', 'no']);
  const layer = request.name ?? input.name;
  const points = [
    ...(values['arrows'] === true ? [{ id: `${layer}-arrows`, share: ARROW_SHARE }] : []),
    ...(values['labels'] === true ? [{ id: `${layer}-labels`, share: LABEL_SHARE }] : []),
  ];
  return {
    id: layer,
    path: input.path,
    label: request.file,
    minzoom,
    maxzoom,
    buffer: integerOption(values, 'buffer', { minimum: 0, maximum: 4096 })!,
    coverage: coverage === 'auto' ? 'auto' : coverage === 'yes',
    content:
      input.kind === 'edges'
        ? {
            kind: 'edges',
            curve: curves[curve as keyof typeof curves],
            bend: numberOption(values, 'bend'),
            points,
            ...fields,
          }
        : { kind: 'features', onInvalid, ...fields },
  };
}

function listOption(values: OptionValues, name: 'keep' | 'drop'): { keep?: string[]; drop?: string[] } {
  const text = stringOption(values, name);
  return text === undefined ? {} : { [name]: text.split(',').map((field) => field.trim()) };
}

export function choiceOption(values: OptionValues, name: string, choices: readonly string[]): string {
  const value = stringOption(values, name) ?? choices[0]!;
  if (choices.includes(value)) return value;
  throw new AtlasError('usage', `--${name}: found "${value}", expected ${choices.join(', ')}.`);
}

export function numberOption(values: OptionValues, name: string): number {
  const text = stringOption(values, name);
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new AtlasError('usage', `--${name}: found "${text ?? ''}", expected a number.`);
}
