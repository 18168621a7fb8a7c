/** What a page for people says of a description of an API (OpenAPI 3.0.3): its paths and its parameters as tables. */
export function operationRows({ info, servers, paths, components }: ApiDescription): Record<string, unknown> {
  const home = servers[0]?.url ?? '';
  return {
    ...info,
    operations: Object.entries(paths).map(([path, { get }]) => ({
      address: `${home}${path}`,
      summary: get.summary,
      parameters: parameterNames(get.parameters),
      answer: Object.keys(get.responses['200']?.content ?? {}).join(', '),
    })),
    parameters: Object.values(components.parameters).map(({ name, in: place, description, schema }) => ({
      name,
      in: place,
      description,
      schema: Object.entries(schema)
        .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', '),
    })),
  };
}

interface Parameter {
  name: string;
  in: string;
  description: string;
  schema: Record<string, unknown>;
}

/** The members of a description that the page shows. */
interface ApiDescription {
  info: Record<string, string>;
  servers: { url: string }[];
  paths: Record<
    string,
    {
      get: {
        summary: string;
        parameters: ({ $ref: string } | Parameter)[];
        responses: Record<string, { content?: Record<string, unknown> }>;
      };
    }
  >;
  components: { parameters: Record<string, Parameter> };
}

export const isApiDescription = (document: unknown): document is ApiDescription =>
  typeof document === 'object' && document !== null && 'openapi' in document && 'paths' in document;

/** Shared parameters by name, then how many fields can be asked for by their names. */
function parameterNames(parameters: ApiDescription['paths'][string]['get']['parameters']): string {
  const shared = parameters.flatMap((each) =>
    '$ref' in each ? [each.$ref.slice(each.$ref.lastIndexOf('/') + 1)] : [],
  );
  const fields = parameters.flatMap((each) => ('$ref' in each ? [] : [each.name]));
  const listed = fields.length === 0 ? [] : [fields.length === 1 ? fields[0]! : `${fields.length} fields`];
  return [...shared, ...listed].join(', ');
}
