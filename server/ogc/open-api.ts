import type { Catalog } from '../../geodata/model/catalog.ts';
import type { CollectionDescription } from '../features/describe.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes } from './links.ts';
import { operationsOf, type Operation } from './open-api-operations.ts';
import { reference, sharedParameters } from './open-api-parameters.ts';

/**
 * The description of the API (OpenAPI 3.0.3). Collections are written out as literal paths, because QGIS pushes a
 * filter down only to parameters that it finds at the path of the very collection.
 */
export function openApiDocument(
  catalog: Catalog,
  collections: readonly CollectionDescription[],
  address: string,
  version: string,
) {
  const operations = operationsOf(catalog, collections);
  return {
    openapi: '3.0.3',
    info: { title: bilingual(catalog.title), description: bilingual(catalog.description), version },
    servers: [{ url: address }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, pathItem(operation)])),
    components: {
      parameters: sharedParameters,
      responses: sharedResponses,
      schemas: { Problem: problemSchema },
    },
  };
}

function pathItem({ path, summary, mediaType, parameters = [], operationId }: Operation) {
  const isTile = mediaType === mediaTypes.vectorTile;
  const schema = isTile ? { type: 'string', format: 'binary' } : { type: 'object' };
  const page = isTile || path.endsWith('.json') ? {} : { [mediaTypes.html]: { schema: { type: 'string' } } };
  const format = Object.keys(page).length === 0 ? [] : [reference('f')];
  return {
    get: {
      operationId: operationId ?? `get${path.replace(/[{}]/g, '').replaceAll('/', '.')}`,
      summary,
      parameters: [...parameters, ...format],
      responses: {
        '200': { description: summary, content: { [mediaType]: { schema }, ...page } },
        ...(isTile ? { '204': { description: 'Nothing lies in this tile.' } } : {}),
        '400': { $ref: '#/components/responses/Problem' },
        '404': { $ref: '#/components/responses/Problem' },
        '500': { $ref: '#/components/responses/Problem' },
      },
    },
  };
}

const sharedResponses = {
  Problem: {
    description: 'What went wrong (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    description: { type: 'string' },
  },
};
