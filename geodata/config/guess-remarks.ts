import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeRoles, PlaceRoles, RecordRoles, TableRoles } from '../model/roles.ts';

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

/** What a table that says where its places are was taken for. */
export function tellPlaces({
  file,
  key,
  longitude,
  latitude,
  rows,
  placed,
  places,
  ground,
  instead,
}: PlaceRoles): Diagnostic {
  const below =
    ground === null ? '' : `, with the areas of ${describeLevel(ground.atlas, ground.level)} below them`;
  const why = instead === '' ? 'no boundaries of these places are known' : instead;
  return diagnostic(
    'config/guess',
    `${placed} of ${rows} rows have coordinates in "${longitude}" and "${latitude}": ${places} places, told apart by ` +
      `"${key}", are drawn as circles${below}; ${why}.`,
    { at: { file } },
  );
}

/** A table whose coordinates are not needed. */
export const tellSpared = ({ file, reason }: { file: string; reason: string }): Diagnostic =>
  diagnostic('config/guess', reason, { at: { file } });

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

/** What a file of records was taken for. */
export function tellRecords({
  file,
  atlas,
  level,
  record,
  date,
  applicants,
  sampled,
  placed,
}: RecordRoles): Diagnostic {
  const { column, separator, list } = applicants;
  const rows =
    separator !== undefined
      ? `several in a row, divided by ${JSON.stringify(separator)}`
      : list
        ? 'several in a row, as a list'
        : 'one in a row';
  const [texts, are] = atlas === null ? ['names', 'are of'] : ['addresses', 'lie in'];
  return diagnostic(
    'config/guess',
    `${placed} of ${sampled} ${texts} looked at in "${column}" (${rows}) ${are} a ${describeLevel(atlas, level)}; ` +
      `records are numbered by "${record}"; ${date === null ? 'no date' : `date in "${date}"`}. ` +
      'Regions that meet in a record are linked.',
    { at: { file } },
  );
}

/** A table that is about no known regions. */
export const tellUnused = ({ file, reason }: { file: string; reason?: string }): Diagnostic =>
  diagnostic(
    'config/unused-table',
    reason ?? 'No column names the regions of a level that is known; the table is not used.',
    { at: { file } },
  );

const describeLevel = (atlas: string | null, level: string): string =>
  atlas === null ? level : `${level} of the atlas ${atlas}`;

const describeYear = (year: string | null): string => (year === null ? 'no year' : `year in "${year}"`);
