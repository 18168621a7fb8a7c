import { geojson } from 'flatgeobuf';
import { expect, it } from 'vitest';
import { writeFlatGeobuf } from '../../geodata/exports/flatgeobuf-writer.ts';
import { streamFlatGeobuf } from '../../geodata/sources/flatgeobuf.ts';
import { sampleTable } from '../exports/sample-table.ts';

/** Many rows, so that the index has several levels. */
const table = {
  ...sampleTable,
  rows: Array.from({ length: 300 }, (_, i) => ({ ...sampleTable.rows[i % 3]!, id: i })),
};

async function stream(bytes: Uint8Array, windowBytes?: number): Promise<object[]> {
  const features: object[] = [];
  const read = (start: number, end: number): Promise<Uint8Array> =>
    Promise.resolve(bytes.subarray(start, end));
  for await (const feature of streamFlatGeobuf({ size: bytes.length, read }, windowBytes))
    features.push(feature);
  return features;
}

it.each([true, false])(
  'features are the same however many are decoded at a time (index: %s)',
  async (index) => {
    const bytes = writeFlatGeobuf(table, { index });
    const expected: object[] = [];
    for await (const { geometry, properties } of geojson.deserialize(bytes))
      expected.push({ geometry, properties: { ...properties } });
    expect(expected).toHaveLength(300);
    for (const windowBytes of [1, 700, 20_000, undefined])
      expect(await stream(bytes, windowBytes)).toEqual(expected);
  },
);

it('a file that is cut off between two features lacks some', async () => {
  const bytes = writeFlatGeobuf({ ...table, rows: table.rows.slice(0, 1) }, { index: false });
  const two = writeFlatGeobuf({ ...table, rows: [table.rows[0]!, table.rows[0]!] }, { index: false });
  await expect(stream(two.slice(0, bytes.length))).rejects.toThrow('1 of 2 features are there');
  await expect(stream(two.slice(0, -1))).rejects.toThrow('it is cut off');
});
