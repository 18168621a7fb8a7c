import { writeFile } from 'node:fs/promises';
import { embeddedAddresses } from '../../geodata/atlases/addresses.ts';
import { generateRecords } from './network-records.ts';

/** The records of docs/examples: few enough to read, made as those of the benchmark are. */
export async function exampleRecords(): Promise<string> {
  const generated = generateRecords(await embeddedAddresses['china']!(), { seed: 2024, applicants: 640 });
  return generated.header + Array.from({ length: 500 }, (_, index) => generated.lines(index)).join('');
}

if (process.argv[1] === import.meta.filename)
  await writeFile('docs/examples/generated-records.csv', await exampleRecords());
