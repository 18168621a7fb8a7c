import { embeddedAddresses } from '../../geodata/atlases/addresses.ts';

/** The tables of the embedded atlas, with its universities and zones. */
export const chinaTables = await embeddedAddresses['china']!();

/** The same without them: what an address says by itself. */
export const chinaTablesWithoutExtraNames = { ...chinaTables, extraNames: [] };

/** Codes of the 369 units of prefecture rank, ascending. */
export const chinaCodes: string[] = chinaTables.regions
  .filter(({ level }) => level === chinaTables.level)
  .map(({ code }) => code);
