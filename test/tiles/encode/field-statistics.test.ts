import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AttributeCollector,
  type AttributeColumns,
} from '../../../geodata/tiles/encode/attribute-collector.ts';
import { FieldStatistics, statisticsOf } from '../../../geodata/tiles/encode/field-statistics.ts';

type Row = Record<string, string | number | boolean>;

function columnsOf(rows: readonly Row[]): AttributeColumns {
  const collector = new AttributeCollector();
  for (const row of rows) {
    collector.startFeature();
    for (const [name, value] of Object.entries(row)) {
      const key = collector.key(name);
      if (typeof value === 'number') collector.addNumber(key, value);
      else if (typeof value === 'boolean') collector.addBoolean(key, value);
      else collector.addString(key, value);
    }
  }
  return collector.finish();
}

const value = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
);
const row = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { noNullPrototype: true });

it('fields are the same however the features are cut into parts', () => {
  fc.assert(
    fc.property(fc.array(fc.array(row)), (parts) => {
      const inParts = new FieldStatistics();
      for (const part of parts) inParts.add(columnsOf(part));
      const whole = statisticsOf(columnsOf(parts.flat()));
      expect(inParts.keys).toEqual(whole.keys);
      expect(inParts.encodings()).toEqual(whole.encodings());
      expect(inParts.summaries()).toEqual(whole.summaries());
    }),
  );
});

it('values are counted up to a thousand, and the first hundred listed', () => {
  const [field] = statisticsOf(
    columnsOf(Array.from({ length: 3000 }, (_, i) => ({ n: i % 1500 }))),
  ).summaries();
  expect(field).toMatchObject({ name: 'n', type: 'number', distinct: 1000, min: 0, max: 1499 });
  expect(field!.values).toEqual(Array.from({ length: 100 }, (_, i) => i));
});
