import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonProblem, JsonScanner, NEED_MORE_BYTES } from '../../../geodata/tiles/read/json-scanner.ts';

const scannerOver = (text: string | Uint8Array, isLast = true): JsonScanner => {
  const scanner = new JsonScanner();
  scanner.bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  scanner.view = new DataView(scanner.bytes.buffer, scanner.bytes.byteOffset, scanner.bytes.byteLength);
  scanner.end = scanner.bytes.length;
  scanner.isLast = isLast;
  return scanner;
};

const problemOf = (act: () => unknown): JsonProblem => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(JsonProblem);
    return error as JsonProblem;
  }
  throw new Error('expected a problem');
};

describe('numbers', () => {
  it('are the doubles that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value);
        expect(scannerOver(text).scanNumber()).toBe(JSON.parse(text));
      }),
    );
  });

  it.each(['0', '-0.5', '1e3', '1E-7', '123456789012345678901234567890', '0.1234567890123456789', '-12.50'])(
    'reads %s',
    (text) => {
      const scanner = scannerOver(`${text},`);
      expect(scanner.scanNumber()).toBe(Number(text));
      expect(scanner.position).toBe(text.length);
    },
  );

  it.each(['-', '.', '1.', 'e5', '1e', '-x'])('refuses %s', (text) => {
    expect(problemOf(() => scannerOver(`${text} `).scanNumber()).message).toContain('expected a number');
  });
});

describe('texts', () => {
  it('are what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const scanner = scannerOver(`${JSON.stringify(value)}:`);
        scanner.scanString();
        expect(scanner.stringText()).toBe(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('that are not closed are cut off, or go on', () => {
    expect(problemOf(() => scannerOver('"abc').scanString()).message).toContain('cut off');
    expect(() => scannerOver('"abc', false).scanString()).toThrow();
    try {
      scannerOver('"abc', false).scanString();
    } catch (error) {
      expect(error).toBe(NEED_MORE_BYTES);
    }
  });

  it('with a line break or a wrong escape are named with their place', () => {
    expect(problemOf(() => scannerOver('"ab\ncd"').scanString()).byteOffset).toBe(3);
    const scanner = scannerOver('"a\\x"');
    scanner.scanString();
    expect(problemOf(() => scanner.stringText()).message).toContain('valid escapes');
  });
});

describe('values that are skipped', () => {
  it('end where JSON.parse ends', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const scanner = scannerOver(`${text} ;`);
        scanner.skipValue();
        expect(scanner.position).toBe(text.trimEnd().length);
      }),
    );
  });

  it('may be nested ten thousand deep but no deeper', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    const scanner = scannerOver(nested(9_999));
    scanner.skipValue();
    expect(scanner.position).toBe(19_998);
    expect(problemOf(() => scannerOver(nested(20_000)).skipValue()).message).toContain('at most 10000');
  });

  it.each(['[1,2}', '{"a":1', '[', '}'])('refuses %s', (text) => {
    problemOf(() => scannerOver(text).skipValue());
  });
});
