import { sendRepresentation } from '../answer.ts';
import { costs, derive } from '../derive.ts';
import type { Exchange } from '../exchange.ts';
import { bundleTable } from '../features/collection-features.ts';
import { listBundleTables } from '../../geodata/exports/bundle-tables.ts';
import type { ExportFormat, ExportOptions } from '../../geodata/exports/export-format.ts';
import { exportTable } from '../../geodata/exports/export-table.ts';
import { findFormat } from '../../geodata/exports/index.ts';
import { refuseUnknownParameters } from '../features/query.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { contentHashOf, type Representation } from '../protocol/representation.ts';
import type { Route } from './route.ts';

/**
 * `/downloads/{table}.{extension}`: every layer and every table of results in the formats of geodata/exports, with
 * `columns=a,b` to choose, and `bom=true` for a CSV that Excel reads.
 */
export const downloadRoutes: readonly Route[] = [{ path: '/downloads/:name', answer: answerDownload }];

async function answerDownload(
  exchange: Exchange,
  { name = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const { service, target } = exchange;
  const { current } = service.bundles;
  const dot = name.indexOf('.');
  const id = dot < 0 ? name : name.slice(0, dot);
  const known = listBundleTables(current.catalog).map((table) => table.id);
  if (!known.includes(id))
    throw new Problem('not-found', `There is no table "${id.slice(0, 100)}", only: ${known.join(', ')}.`);
  const format = dot < 0 ? undefined : findFormat(name.slice(dot + 1));
  if (format === undefined)
    throw new Problem('other-format', `"${id}" is not available as "${name.slice(dot + 1, dot + 40)}".`);
  refuseUnknownParameters(target.query, ['columns', 'bom', 'sequence']);
  const options = optionsOf(new URLSearchParams(target.query));
  const key = `${current.revision} download ${id}.${format.id} ${JSON.stringify(options)}`;
  const file = await derive(exchange, key, costs.download, async () =>
    represent(format, exportTable(format, await bundleTable(current, id), options)),
  );
  sendRepresentation(exchange, file!, {
    cache: cacheControl.document,
    ranges: true,
    headers: {
      'X-Jiju-Revision': current.revision,
      'Content-Disposition': `attachment; filename="${id}.${format.extension}"`,
    },
  });
}

function optionsOf(parameters: URLSearchParams): ExportOptions {
  const columns = parameters.get('columns')?.split(',');
  return {
    ...(columns === undefined ? {} : { columns }),
    ...(parameters.get('bom') === 'true' ? { bom: true } : {}),
    ...(parameters.get('sequence') === 'true' ? { sequence: true } : {}),
  };
}

/** Downloads are not coded: most formats are compressed inside, and a file is fetched once. */
async function represent(format: ExportFormat, pieces: AsyncIterable<Uint8Array>): Promise<Representation> {
  const chunks: Uint8Array[] = [];
  for await (const piece of pieces) chunks.push(piece);
  const identity = Buffer.concat(chunks);
  return {
    mediaType: format.mediaType,
    contentHash: contentHashOf(identity),
    codings: ['identity'],
    bytes: { identity },
  };
}
