import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { embeddedAddresses } from '../../geodata/atlases/addresses.ts';
import type { GazetteerTables } from '../../geodata/model/gazetteer.ts';
import { createGazetteer } from '../../geodata/records/gazetteer.ts';
import { readCsv } from '../../geodata/sources/csv.ts';
import { generateRecords } from './network-records.ts';

/** Code of the region an address was put into, or null. */
type Place = (address: string, year: number | null) => string | null;

const require = createRequire(import.meta.url);

/**
 * Places the labelled addresses of test/records/addresses.csv with our gazetteer and with two parsers of npm, and
 * measures the addresses per second of each on generated ones. The parsers do not know years.
 */
export async function compareGazetteers(): Promise<void> {
  const tables = await embeddedAddresses['china']!();
  const path = join(import.meta.dirname, '../../test/records/addresses.csv');
  const labelled = readCsv(await readFile(path, 'utf8'))
    .records.slice(1)
    .filter(({ cells }) => cells.length === 4)
    .map(({ cells: [address = '', year = '', expected = ''] }) => ({
      address,
      year: year === '' ? null : Number(year),
      expected,
    }));
  const many = manyAddresses(tables, 100_000);
  const gazetteer = createGazetteer({ ...tables, extraNames: [] });
  const contenders: Record<string, Place> = {
    jiju: (address, year) => {
      const placement = gazetteer.resolve(address, year);
      return 'code' in placement ? placement.code : null;
    },
    'address-parse': addressParse(tables),
    'zh-address-parse': zhAddressParse(tables),
  };
  console.log(`${labelled.length} labelled addresses; speed on ${many.length} generated ones, one core`);
  for (const [name, place] of Object.entries(contenders)) {
    const placed = labelled.flatMap(({ address, year, expected }) => {
      const code = place(address, year);
      return code === null ? [] : [{ code, expected }];
    });
    const right = placed.filter(({ code, expected }) => code === expected).length;
    const findable = labelled.filter(({ expected }) => /^\d{6}$/.test(expected)).length;
    const abroad = placed.filter(({ expected }) => expected === 'foreign').length;
    console.log(
      `${name.padEnd(18)}precision ${((100 * right) / placed.length).toFixed(1)} % of ${placed.length} placed, ` +
        `recall ${((100 * right) / findable).toFixed(1)} %, ${abroad} foreign addresses placed in China, ` +
        `${Math.round(speedOf(place, many)).toLocaleString('en')} addresses/s of processor time`,
    );
  }
}

/** Addresses per second of processor time, so that other work on the machine does not count; slow ones need not read all. */
function speedOf(place: Place, addresses: readonly string[]): number {
  for (const address of addresses.slice(0, 200)) place(address, null);
  const before = process.cpuUsage();
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (seconds() < 2)
    for (let i = 0; i < 1000; i++, count++) place(addresses[count % addresses.length] ?? '', null);
  return count / seconds();
}

function manyAddresses(tables: GazetteerTables, count: number): string[] {
  const generated = generateRecords(tables, { seed: 11, applicants: count });
  const addresses: string[] = [];
  for (let index = 0; addresses.length < count; index++) {
    const [, , ...cells] = generated.lines(index).split('\n')[0]?.split(',') ?? [];
    addresses.push(...cells.join(',').replaceAll('"', '').split(';'));
  }
  return addresses.slice(0, count);
}

/** A code of any level to the code of the unit it lies in. */
function unitFinder(tables: GazetteerTables): (code: string) => string | null {
  const units = new Set(
    tables.regions.filter(({ level }) => level === tables.level).map(({ code }) => code as string),
  );
  return (code) =>
    [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].find((each) => units.has(each)) ?? null;
}

function addressParse(tables: GazetteerTables): Place {
  const { default: parser } = require('address-parse') as {
    default: { parse(address: string): { code: string; province: string; city: string }[] };
  };
  const unitOf = unitFinder(tables);
  return (address) => {
    const [first] = parser.parse(address);
    return first === undefined || first.code === '' ? null : unitOf(first.code);
  };
}

function zhAddressParse(tables: GazetteerTables): Place {
  const parse = require('zh-address-parse') as (address: string) => {
    province: string;
    city: string;
    area: string;
  };
  const units = tables.regions.filter(({ level }) => level === tables.level);
  const codeOf = new Map(units.map(({ code, name }) => [name.zh, code as string]));
  return (address) => {
    const { province, city, area } = parse(address);
    return codeOf.get(city) ?? codeOf.get(area) ?? codeOf.get(province) ?? null;
  };
}
