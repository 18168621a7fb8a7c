import type { LocalText } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * Every kind of remark the build can make on data. A code without a help sentence does not compile;
 * `severity` is the default that `onInvalid` of atlas.yaml can change per code.
 */
export const diagnosticCodes = {
  'config/unknown-key': {
    severity: 'error',
    help: 'Correct the spelling of the key in atlas.yaml, or remove it.',
  },
  'config/invalid-value': {
    severity: 'error',
    help: 'Give the value the form named in the message; docs/atlas-format.md lists every key.',
  },
  'config/unreadable': {
    severity: 'error',
    help: 'Correct the YAML at that line; an editor with the schema docs/atlas.schema.json marks it.',
  },
  'config/unknown-reference': {
    severity: 'error',
    help: 'Name something that atlas.yaml declares, or declare it there.',
  },
  'config/duplicate-id': { severity: 'error', help: 'Give every entry of the list an id of its own.' },
  'config/guess': {
    severity: 'info',
    help: 'Guessed from the content of the files; correct it in atlas.yaml if it is wrong.',
  },
  'config/unused-table': {
    severity: 'warning',
    help: 'Say in atlas.yaml which column names the regions of which level, or take the file out of the folder.',
  },
  'table/unreadable': { severity: 'error', help: 'Check that the file exists and is CSV, TSV or XLSX.' },
  'table/missing-column': {
    severity: 'error',
    help: 'Name an existing column in atlas.yaml, or add it to the table.',
  },
  'table/ragged-row': {
    severity: 'warning',
    help: 'The row has more or fewer cells than the header; check quoting and delimiters.',
  },
  'table/rows-skipped': {
    severity: 'info',
    help: 'Titles above the header and notes below the table hold no data and were not read as rows.',
  },
  'table/duplicate-column': {
    severity: 'warning',
    help: 'Two columns have the same heading; the second was given a number. Rename one of them.',
  },
  'table/unused-columns': {
    severity: 'info',
    help: 'No entry of atlas.yaml reads these columns; add them to `values` if they are wanted.',
  },
  'table/ambiguous-number': {
    severity: 'warning',
    help: 'The comma can be a decimal or a thousands separator; write one number of the column without doubt.',
  },
  'table/not-a-number': {
    severity: 'error',
    help: 'Write the cell as a number, where the indicator has categories as one of theirs; leave it empty where nothing is known.',
  },
  'table/flagged-number': {
    severity: 'info',
    help: 'Look up in the source what it means: estimated, provisional, a break in the series.',
  },
  'table/empty-row': {
    severity: 'info',
    help: 'The row has neither a year nor a value; it was passed over.',
  },
  'table/missing-value': { severity: 'info', help: 'The cell is empty: the region has no value there.' },
  'table/invalid-year': { severity: 'error', help: 'Write the year as four digits.' },
  'table/unknown-indicator': {
    severity: 'error',
    help: 'Add the indicator to the registry in atlas.yaml, or correct its id.',
  },
  'table/unknown-source': { severity: 'warning', help: 'List the source under `sources` in atlas.yaml.' },
  'table/invalid-quality': {
    severity: 'warning',
    help: 'Use measured, approx, interpolated, extrapolated, suspect or modelled.',
  },
  'table/outlier': {
    severity: 'warning',
    help: 'The value is far from its neighbours in time; a row may have shifted by one.',
  },
  'join/unmatched-row': {
    severity: 'error',
    help: 'Correct the name or code, or add an alias to atlas.yaml; the nearest known names are listed.',
  },
  'join/ambiguous-name': {
    severity: 'error',
    help: 'Several regions bear this name; give a code, or the parent region in a column of its own.',
  },
  'join/duplicate-key': {
    severity: 'error',
    help: 'Two rows give a value for the same region, year and indicator; keep one.',
  },
  'join/repeated-row': {
    severity: 'info',
    help: 'Two rows give the same value for the same region, year and indicator; it was taken once.',
  },
  'join/aggregate-row': {
    severity: 'info',
    help: 'The row is a total over regions; it is kept as a total and never becomes a region.',
  },
  'join/alias-used': { severity: 'info', help: 'The row was matched by a former or alternative name.' },
  'join/name-normalised': {
    severity: 'info',
    help: 'The name matched after removing spaces or correcting width and known misprints.',
  },
  'join/code-name-conflict': {
    severity: 'warning',
    help: 'Code and name of the row point to different regions; the code was used.',
  },
  'join/unknown-code': {
    severity: 'warning',
    help: 'No region has the code of the row; the row was joined by its name.',
  },
  'join/parent-conflict': {
    severity: 'warning',
    help: 'The region lies in another parent than the row says; the region was used.',
  },
  'join/region-without-value': { severity: 'info', help: 'No row gives this region a value.' },
  'join/no-members': {
    severity: 'info',
    help: 'Add rows with its members to the table of members, or leave it out of the list.',
  },
  'join/part-of-region': {
    severity: 'info',
    help: 'The member is smaller than the regions of the level; draw the set at a smaller level to include it.',
  },
  'join/out-of-period': {
    severity: 'error',
    help: 'The name or code was not valid in that year; use the one of the time.',
  },
  'place/swapped-columns': {
    severity: 'warning',
    help: 'Exchange the headings of longitude and latitude, or their names in atlas.yaml.',
  },
  'place/missing-key': {
    severity: 'error',
    help: 'Give every row the name or code of its place.',
  },
  'place/missing-coordinates': {
    severity: 'error',
    help: 'Fill in longitude and latitude of the place; rows without them are not on the map.',
  },
  'place/invalid-coordinates': {
    severity: 'error',
    help: 'Write longitude and latitude as decimal degrees (WGS84), such as -0.13 and 51.5.',
  },
  'place/same-key': {
    severity: 'warning',
    help: 'Give two places two codes, or one place the same coordinates in every row.',
  },
  'place/same-point': {
    severity: 'info',
    help: 'Two places have the same coordinates; correct one of them if they are not at the same point.',
  },
  'place/outside-parents': {
    severity: 'warning',
    help: 'Name the region above in a column, correct the coordinates, or leave it as it is: the place is drawn all the same.',
  },
  'boundary/unreadable': { severity: 'error', help: 'Check that the boundary file exists and is complete.' },
  'boundary/missing-key': { severity: 'error', help: 'Give every boundary the key property of the level.' },
  'boundary/duplicate-key': {
    severity: 'error',
    help: 'Two boundaries have the same key; merge them or correct the key.',
  },
  'boundary/missing-name': {
    severity: 'warning',
    help: 'The region has no name and shows its code; name the property under `names`, or add a register.',
  },
  'boundary/not-in-register': {
    severity: 'warning',
    help: 'Add the region to the register of the level, so that it has a name and a group.',
  },
  'boundary/register-row-without-boundary': {
    severity: 'warning',
    help: 'The register lists a region that no boundary draws; correct its code, or add the boundary.',
  },
  'boundary/empty-geometry': { severity: 'warning', help: 'The boundary has no area and cannot be drawn.' },
  'boundary/repaired': { severity: 'info', help: 'The geometry was repaired as described.' },
  'boundary/unknown-parent': {
    severity: 'error',
    help: 'The parent code is not a region of the level above.',
  },
  'boundary/self-intersection': { severity: 'warning', help: 'Borders cross; clean the boundary file.' },
  'network/unknown-node': { severity: 'error', help: 'The edge names a place that is not a known region.' },
  'network/self-loop': { severity: 'info', help: 'Links of a place with itself are counted, not drawn.' },
  'network/non-positive-weight': {
    severity: 'warning',
    help: 'A link needs a weight above zero; it is listed, not drawn.',
  },
  'network/repeated-edge': {
    severity: 'info',
    help: 'Rows about the same link in the same year are one link; see the message for how they were combined.',
  },
  'network/year-without-links': {
    severity: 'warning',
    help: 'The network has nothing in that year and is not drawn there; add the rows if there should be any.',
  },
  'network/empty': {
    severity: 'warning',
    help: 'No link could be made, so nothing is drawn; the other remarks on the file say what became of its rows.',
  },
  'network/coincident-places': {
    severity: 'warning',
    help: 'Give the regions different points, or boundaries that do not share their centre.',
  },
  'network/not-estimated': {
    severity: 'error',
    help: 'The gravity model could not be fitted; give `exponents`, or a network with more links to fit it to.',
  },
  'network/thinned': {
    severity: 'info',
    help: 'Weaker links are left out of the map and of the network file by the rule stated; strengths, totals and measures count all of them.',
  },
  'records/unresolved-address': {
    severity: 'warning',
    help: 'No region is named; add the name to a table of names, or a column with codes. The applicant is not counted.',
  },
  'records/ambiguous-address': {
    severity: 'warning',
    help: 'Several regions are possible and none is guessed; give the province or the city too.',
  },
  'records/foreign-address': {
    severity: 'info',
    help: 'The address lies in another country; the applicant has no region.',
  },
  'records/invalid-date': {
    severity: 'warning',
    help: 'Write dates as 2018, 2018-05-07 or 20180507; the record is left out of years.',
  },
  'records/missing-id': { severity: 'error', help: 'Every row needs the number of its record.' },
  'records/repeated-publication': {
    severity: 'info',
    help: 'The record is published more than once; the earliest publication was counted.',
  },
  'records/no-links': {
    severity: 'warning',
    help: 'No record joins two regions, so the network has no edges; check the columns and the unplaced addresses.',
  },
  'audit/share-above-gini': {
    severity: 'warning',
    help: 'A Gini coefficient is never below the share of one unit less 1/n; one of the two printed values is wrong, or they are about different indicators.',
  },
  'audit/gini-above-maximum': {
    severity: 'warning',
    help: 'A Gini coefficient over n units is at most (n − 1)/n; check the value and which units it is about.',
  },
  'audit/part-exceeds-whole': {
    severity: 'warning',
    help: 'A region has more than the total it is a part of; one of the two rows is wrong.',
  },
  'audit/on-a-line': {
    severity: 'warning',
    help: 'Three years lie on straight lines in most regions, so one of them was probably not measured; mark its rows as interpolated or extrapolated.',
  },
  'audit/identical-series': {
    severity: 'warning',
    help: 'Two regions have the same values in several years, which chance does not explain; a row was probably copied.',
  },
  'audit/quoted-percentage': {
    severity: 'warning',
    help: 'The quoted percentage is not what its operands give; correct the quotation or name the right operands.',
  },
  'audit/sources-differ': {
    severity: 'warning',
    help: 'Two publications give different values for the same thing; check definitions and years before using both.',
  },
  'audit/labelled-year': {
    severity: 'warning',
    help: 'The values equal those of another year in another source; the year of the column is probably wrong.',
  },
  'audit/not-adjacent': {
    severity: 'warning',
    help: 'The two regions share no border in the boundaries; correct the text, or the boundaries.',
  },
  'audit/shares-not-hundred': {
    severity: 'warning',
    help: 'Shares of one whole add up to 100 %; a value is wrong, or they are shares of different wholes.',
  },
  'audit/lost-qualifier': {
    severity: 'warning',
    help: 'The source says about, more than or nearly; mark the row as approx so that the qualifier stays with the value.',
  },
  'measure/too-few-values': {
    severity: 'info',
    help: 'The measure is undefined for so few values and is shown as no data.',
  },
  'measure/incomplete': {
    severity: 'warning',
    help: 'More than a fifth of the frame has no value; the measure is computed over the rest and flagged.',
  },
  'measure/undefined': { severity: 'info', help: 'The measure is undefined here for the reason given.' },
  'measure/nearest-neighbours': {
    severity: 'info',
    help: 'Points share no borders; say `neighbours: { rule: nearest, k: 6 }` with a number of your own if it should be another.',
  },
  'measure/weak-evidence': {
    severity: 'info',
    help: 'Few observations, no significant difference, or an interval beyond the data: read it as a description of these units, not as a finding.',
  },
  'measure/differs-from-published': {
    severity: 'warning',
    help: 'The recomputed value is not the printed one; both are shown.',
  },
  'tile/invalid-feature': {
    severity: 'warning',
    help: 'Correct the feature at the place given; --on-invalid decides what becomes of it.',
  },
  'tile/dropped-feature': {
    severity: 'warning',
    help: 'The feature was left out of some zooms by the rule stated.',
  },
  'tile/over-size': {
    severity: 'warning',
    help: 'The tile is larger than the limit; raise the limit or thin the layer.',
  },
} as const satisfies Record<string, { severity: Severity; help: string }>;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** One remark on one place in the data. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  /** What was found, what was expected, and what was done about it. */
  message: string;
  /** Where: whichever of these apply. */
  at: {
    file?: string;
    line?: number;
    /** All lines of a remark on several, as ranges from and to; the first many of them. */
    lines?: [number, number][];
    column?: string;
    path?: string;
    region?: string;
    indicator?: string;
    year?: number;
  };
  /** The text that was found, verbatim. */
  found?: string;
  /** Nearest known names or keys, best first. */
  nearest?: string[];
  /** How many places the remark stands for, where one was written for many. */
  count?: number;
}

export const diagnostic = (
  code: DiagnosticCode,
  message: string,
  details: Partial<Omit<Diagnostic, 'code' | 'message' | 'severity'>> = {},
): Diagnostic => ({ code, severity: diagnosticCodes[code].severity, message, at: {}, ...details });

export interface DiagnosticsReport {
  counts: Record<Severity, number>;
  byCode: Partial<
    Record<DiagnosticCode, { count: number; severity: Severity; title: LocalText; help: string }>
  >;
  diagnostics: Diagnostic[];
}
