import { AtlasError } from '../model/atlas-error.ts';
import type { FeatureTable } from '../model/feature-table.ts';
import { shortColumnNames } from './column-names.ts';
import type { ExportFormat } from './export-format.ts';
import { withIdColumn } from './id-column.ts';
import { bilingual, describeTable, provenanceLines } from './provenance.ts';

const LARGEST_FILE = 2 ** 31 - 1;

/** A zipped Shapefile, for programs that read nothing newer; README.txt in it says what the format cost. */
export const shapefile: ExportFormat = {
  id: 'shapefile',
  title: { zh: 'Shapefile（zip）', en: 'Shapefile (zip)' },
  extension: 'shp.zip',
  mediaType: 'application/zip',
  needsGeometry: true,
  provenance: 'inside',
  options: [],
  write: writeShapefile,
};

const prj =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

async function writeShapefile(source: FeatureTable): Promise<Uint8Array> {
  const [{ dbaseLimits, writeDbase }, { writeShapes }, { zipFile }] = await Promise.all([
    import('./dbase-table.ts'),
    import('./shapefile-geometry.ts'),
    import('./zip-file.ts'),
  ]);
  const table = withIdColumn(source);
  const names = shortColumnNames(
    table.columns.map((column) => column.name),
    dbaseLimits.name,
  );
  const { dbf, cut } = writeDbase(table, names);
  const shapes = writeShapes(table);
  for (const [part, bytes] of Object.entries({ ...shapes, dbf })) {
    if (bytes.length > LARGEST_FILE)
      throw new AtlasError(
        'invalid-request',
        `Found ${bytes.length} bytes for the .${part} file, but a Shapefile holds 2 GB. Choose another format.`,
      );
  }
  const encoder = new TextEncoder();
  const text = (content: string): Uint8Array => encoder.encode(content);
  return zipFile([
    { path: `${table.id}.shp`, bytes: shapes.shp },
    { path: `${table.id}.shx`, bytes: shapes.shx },
    { path: `${table.id}.dbf`, bytes: dbf },
    { path: `${table.id}.prj`, bytes: text(prj) },
    { path: `${table.id}.cpg`, bytes: text('UTF-8') },
    { path: 'columns.csv', bytes: text(columnList(table, names)) },
    { path: 'README.txt', bytes: text(readme(table, cut)) },
    { path: 'description.json', bytes: text(JSON.stringify(describeTable(source), null, 1)) },
  ]);
}

/** Which column of the file is which: names, labels, units. */
function columnList(table: FeatureTable, names: readonly string[]): string {
  const rows = table.columns.map(({ name, label, type, unit }, index) => [
    names[index]!,
    name,
    type,
    label.zh,
    label.en,
    unit?.zh ?? '',
    unit?.en ?? '',
  ]);
  return [['short', 'name', 'type', 'label_zh', 'label_en', 'unit_zh', 'unit_en'], ...rows]
    .map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('');
}

function readme(table: FeatureTable, cut: ReadonlyMap<string, number>): string {
  const cutTexts = [...cut].map(([name, count]) => `  ${name}: ${count}`);
  return [
    bilingual(table.title),
    '',
    ...provenanceLines(table.provenance),
    '',
    'What a Shapefile cannot hold:',
    '- Names of columns have at most 10 characters; columns.csv says which is which.',
    '- Texts have at most 254 bytes of UTF-8, about 84 Chinese characters.',
    '- At most 255 columns, and 2 GB in each file.',
    '- An empty text and no text are the same; booleans have "?" for no data.',
    ...(cutTexts.length === 0 ? ['No text was cut.'] : ['Texts that were cut, by column:', ...cutTexts]),
    '',
  ].join('\r\n');
}
