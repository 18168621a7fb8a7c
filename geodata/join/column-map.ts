/** One entry for each region, by indicator and year. */
export class ColumnMap<Entry> {
  readonly #columns = new Map<string, Map<number | null, Map<number, Entry>>>();

  /** The entries of one indicator in one year, by region id. */
  column(indicator: string, year: number | null): Map<number, Entry> {
    let years = this.#columns.get(indicator);
    if (years === undefined) {
      years = new Map();
      this.#columns.set(indicator, years);
    }
    let column = years.get(year);
    if (column === undefined) {
      column = new Map();
      years.set(year, column);
    }
    return column;
  }

  /** All columns, in the order in which they were first asked for. */
  *columns(): Generator<{ indicator: string; year: number | null; regions: Map<number, Entry> }> {
    for (const [indicator, years] of this.#columns)
      for (const [year, regions] of years) yield { indicator, year, regions };
  }
}
