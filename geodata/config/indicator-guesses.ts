import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { IndicatorKind } from '../model/indicator.ts';
import type { ValueRole } from '../model/roles.ts';
import type { AtlasInput } from './schema.ts';

type IndicatorInput = NonNullable<AtlasInput['indicators']>[number];

/** Words in a heading that say how values add up. */
const intensive = /人均|每[万千百]|密度|per[ _-]|density|average|平均|_hab$/i;
const ratio = /率|比重|占比|比例|指数|系数|强度|share|rate|ratio|index|percent|intensity|[%‰]/i;

/** The indicator registry of an inferred atlas: one entry for every name, whichever tables have it. */
export class IndicatorGuesses {
  readonly #byName = new Map<string, IndicatorInput>();
  readonly #diagnostics: Diagnostic[] = [];

  /** Id of the indicator with that name. A column without a name ("2021") is called after its file. */
  add({ name, unit, decimals, column }: ValueRole, file: string): string {
    const called = name === '' ? stemOf(file) : name;
    const kind = guessKind(called, unit);
    const known = this.#byName.get(called);
    if (known !== undefined) {
      known.decimals = Math.max(known.decimals ?? 0, decimals);
      return known.id;
    }
    this.#diagnostics.push(
      diagnostic('config/guess', `"${called}" was taken to be ${kind}: ${meaning[kind]}.`, {
        at: { file, column },
      }),
    );
    return this.#register({ id: this.#freeId(called), name: called, unit, kind, decimals });
  }

  /** Id of an indicator that counts the rows of a list. */
  addCount(file: string): string {
    const called = stemOf(file);
    const known = this.#byName.get(called);
    if (known !== undefined) return known.id;
    this.#diagnostics.push(
      diagnostic(
        'config/guess',
        'The table has no numbers; its rows are counted, and regions without a row have 0.',
        {
          at: { file },
        },
      ),
    );
    return this.#register({ id: this.#freeId(called), name: called, kind: 'count', absent: 'zero' });
  }

  /** Id of an indicator that counts the records of a file. */
  addRecords(file: string): string {
    const stem = stemOf(file);
    const name = { zh: `记录数（${stem}）`, en: `Records (${stem})` };
    const unit = { zh: '条', en: 'records' };
    return this.#register({ id: this.#freeId('records'), name, unit, kind: 'count', absent: 'zero' });
  }

  entries(): IndicatorInput[] {
    return [...this.#byName.values()];
  }

  diagnostics(): Diagnostic[] {
    return this.#diagnostics;
  }

  #register(indicator: IndicatorInput): string {
    const { name } = indicator;
    this.#byName.set(typeof name === 'string' ? name : (name.zh ?? indicator.id), indicator);
    return indicator.id;
  }

  #freeId(name: string): string {
    const slug = name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^[_0-9]+|_+$/g, '');
    const taken = new Set(this.entries().map(({ id }) => id));
    const base = slug === '' ? 'indicator' : slug;
    if (slug !== '' && !taken.has(slug)) return slug;
    let number = slug === '' ? 1 : 2;
    while (taken.has(`${base}_${number}`)) number++;
    return `${base}_${number}`;
  }
}

function guessKind(name: string, unit: string): IndicatorKind {
  if (ratio.test(name) || /^[%‰]$|percent|％|^pc_/i.test(unit))
    return intensive.test(name) ? 'intensive' : 'ratio';
  return intensive.test(name) || intensive.test(unit) || /^.+\/.+$/.test(unit) ? 'intensive' : 'extensive';
}

const meaning: Record<IndicatorKind, string> = {
  extensive: 'values add up over regions',
  intensive: 'values do not add up over regions',
  ratio: 'values are shares or an index and do not add up',
  count: 'values add up and are whole',
};

const stemOf = (file: string): string => (file.split('/').at(-1) ?? file).replace(/\.[^.]*$/, '');
