import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeRoles, TableRoles } from '../model/roles.ts';

/** What a table was taken for. */
export function tellTable({
  file,
  atlas,
  level,
  key,
  name,
  rows,
  matched,
  year,
  values,
  long,
}: TableRoles): Diagnostic {
  const regions = [key, name].filter((column) => column !== null).join('" and "');
  const roles = long?.values ?? values;
  const columns = roles.map(({ column }) => column);
  const isAcross = year === null && roles.some((role) => role.year !== null);
  const time = isAcross ? 'years in the headings' : describeYear(year);
  const found = columns.length === 0 ? 'none, rows are counted' : columns.join(', ');
  return diagnostic(
    'config/guess',
    `${matched} of ${rows} rows name a ${describeLevel(atlas, level)} in "${regions}"; ${time}; values: ${found}.`,
    { at: { file } },
  );
}

/** What a list of links was taken for. */
export function tellEdges({
  file,
  atlas,
  level,
  from,
  to,
  rows,
  matched,
  weight,
  year,
  directed,
}: EdgeRoles): Diagnostic {
  const [where, time] = [describeLevel(atlas, level), describeYear(year)];
  const order = directed ? 'from the one to the other' : 'in no direction';
  return diagnostic(
    'config/guess',
    `${matched} of ${rows} rows link two regions of ${where}, "${from}" and "${to}", ${order}; weight in ` +
      `"${weight.column}"; ${time}.`,
    { at: { file } },
  );
}

/** A table that is about no known regions. */
export const tellUnused = (file: string): Diagnostic =>
  diagnostic(
    'config/unused-table',
    'No column names the regions of a level that is known; the table is not used.',
    {
      at: { file },
    },
  );

const describeLevel = (atlas: string | null, level: string): string =>
  atlas === null ? level : `${level} of the atlas ${atlas}`;

const describeYear = (year: string | null): string => (year === null ? 'no year' : `year in "${year}"`);
