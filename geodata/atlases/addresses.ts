import { join } from 'node:path';
import type { GazetteerTables } from '../model/gazetteer.ts';
import { chinaAddressTables } from './china/addresses/tables.ts';
import { packageRoot } from './package-root.ts';

/** Embedded atlases whose regions addresses can be placed in, by id: everything a gazetteer is made of. */
export const embeddedAddresses: Record<string, () => Promise<GazetteerTables>> = {
  china: () => chinaAddressTables(join(packageRoot(), 'geodata', 'atlases', 'china')),
};
