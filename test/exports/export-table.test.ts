import { describe, expect, test } from 'vitest';
import { exportTable } from '../../geodata/exports/export-table.ts';
import { exportFormats, findFormat } from '../../geodata/exports/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { ZipArchive } from '../../geodata/sources/zip-archive.ts';
import { bytesOf, plainTable, sampleTable, textOf } from './sample-table.ts';

const formats = Object.values(exportFormats);

/** The bytes in which names of columns can be looked for. */
const contentOf = (id: string, bytes: Uint8Array): Buffer =>
  Buffer.from(id === 'shapefile' ? new ZipArchive(bytes).unpack('cities.dbf') : bytes);

describe('the registry', () => {
  test('finds every format by id and by extension', () => {
    for (const format of formats) {
      expect(exportFormats[format.id]).toBe(format);
      expect(findFormat(format.id)).toBe(format);
      expect(findFormat(format.extension.toUpperCase())).toBe(format);
    }
    expect(findFormat('shp')).toBe(exportFormats['shapefile']);
    expect(findFormat('doc')).toBeUndefined();
  });
});

describe.each(formats)('$id', (format) => {
  test('gives the same bytes for the same table', async () => {
    expect(await bytesOf(format, sampleTable)).toEqual(await bytesOf(format, sampleTable));
  });

  test('writes only the chosen columns', async () => {
    const whole = contentOf(format.id, await bytesOf(format, sampleTable));
    const chosen = contentOf(format.id, await bytesOf(format, sampleTable, { columns: ['people'] }));
    expect([whole.includes('rd_int'), whole.includes('people')]).toEqual([true, true]);
    expect([chosen.includes('rd_int'), chosen.includes('people')]).toEqual([false, true]);
  });

  test('refuses options it does not take', () => {
    for (const option of ['bom', 'sequence'] as const) {
      if (format.options.includes(option)) continue;
      expect(() => exportTable(format, sampleTable, { [option]: true })).toThrow(`has no option "${option}"`);
    }
  });

  test('takes a table without geometry, or says that it does not', async () => {
    if (format.needsGeometry)
      expect(() => exportTable(format, plainTable)).toThrow(/without geometry.*choose csv/);
    else expect((await bytesOf(format, plainTable)).length).toBeGreaterThan(0);
  });
});

describe('columns', () => {
  const csv = exportFormats['csv']!;

  test('come in the order asked for', async () => {
    const text = await textOf(csv, sampleTable, { columns: ['people', 'code'] });
    expect(text.split('\r\n').slice(0, 2)).toEqual(['id,people,code', '320500,12748262,320500']);
  });

  test('can be none: the ids stay', async () => {
    expect(await textOf(csv, sampleTable, { columns: [] })).toBe('id\r\n320500\r\n9007199254740991\r\n0\r\n');
  });

  test.each([
    [['peeple'], /"peeple".*Nearest: people/],
    [['code', 'code'], /"code" twice/],
    [[''], /Found the column ""/],
    [['id'], /Found the column "id"/],
  ])('%j is refused', (columns, message) => {
    expect(() => exportTable(csv, sampleTable, { columns })).toThrow(message);
    expect(() => exportTable(csv, sampleTable, { columns })).toThrow(AtlasError);
  });
});
