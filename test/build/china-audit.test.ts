import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { DiagnosticCode, DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import { chinaBundle } from '../support/china-bundle.ts';

const root = join(import.meta.dirname, '../..');
let report: DiagnosticsReport;

beforeAll(async () => {
  const { folder } = await chinaBundle();
  report = JSON.parse(readFileSync(join(folder, 'diagnostics.json'), 'utf8')) as DiagnosticsReport;
});

/** What a careful reader noted, by the ids of docs/audit.md, and the remark of the build that says the same. */
const found: [id: string, code: DiagnosticCode, remark: RegExp][] = [
  [
    'I01',
    'measure/differs-from-published',
    /gini_innovation 2023, all units: printed 0\.477, recomputed 0\.5782/,
  ],
  [
    'I02',
    'measure/differs-from-published',
    /capital_share 2023, all units: printed 0\.468, recomputed 0\.5634/,
  ],
  [
    'I03',
    'measure/differs-from-published',
    /gini_economic 2023, all units: printed 0\.437, recomputed 0\.4594/,
  ],
  [
    'I04',
    'measure/differs-from-published',
    /gini_innovation 2012, all units: printed 0\.390, recomputed 0\.3920/,
  ],
  [
    'I05',
    'measure/differs-from-published',
    /gini_innovation 2015, all units: printed 0\.419, recomputed 0\.4153/,
  ],
  [
    'I06',
    'measure/differs-from-published',
    /gini_innovation 2018, all units: printed 0\.476, recomputed 0\.4682/,
  ],
  ['I07', 'measure/differs-from-published', /capital_share 2018.* 0\.4666 .*truncated instead of rounded/],
  [
    'I08',
    'measure/differs-from-published',
    /gini_economic 2021, all units: printed 0\.442, recomputed 0\.4407/,
  ],
  ['I10', 'audit/on-a-line', /Share .*2015, 2018 and 2021 lie on a straight line in 26 of 26/],
  ['I10', 'audit/on-a-line', /innovation .*2015, 2018 and 2021 lie on a straight line in 23 of 26/],
  ['I11', 'audit/on-a-line', /innovation .*2018, 2021 and 2023 lie on a straight line in 26 of 26/],
  ['I11', 'audit/on-a-line', /economy .*2018, 2021 and 2023 lie on a straight line in 20 of 26/],
  ['I12', 'audit/identical-series', /Hebei and Xinjiang both have 0\.236, 0\.244 in 2012, 2015/],
  [
    'I13',
    'audit/share-above-gini',
    /Yunnan 2021: published_gini_innovation is 0\.454 and published_capital_share is 0\.8/,
  ],
  ['I18', 'measure/differs-from-published', /2023, east: printed 0\.480, recomputed 0\.5217/],
  ['I19', 'measure/differs-from-published', /2012–2023, west: printed 0\.762, recomputed 0\.7583/],
  ['I23', 'measure/differs-from-published', /2012–2023, 440000: printed 2018, recomputed 2015 from/],
  ['I27', 'measure/differs-from-published', /Guangdong’s R&D personnel: printed 0\.72, recomputed 0\.750/],
  ['I28', 'measure/differs-from-published', /Zurich.* personnel: printed 0\.50, recomputed 0\.623/],
  ['I29', 'measure/differs-from-published', /Zurich.* expenditure: printed 0\.60, recomputed 0\.569/],
  ['I31', 'measure/differs-from-published', /Osaka.*: printed 0\.646, recomputed 0\.6466 .*truncated/],
  ['I33', 'audit/sources-differ', /Guangdong 2021, rd_expenditure: zhao-2025 prints 3369\.52, .* 4002\.2/],
  ['I33', 'audit/sources-differ', /Beijing 2021, rd_expenditure: zhao-2025 prints 2214\.8/],
  ['I33', 'audit/sources-differ', /Shanghai 2021, rd_expenditure: zhao-2025 prints 1658\.8/],
  ['I33', 'measure/differs-from-published', /nation’s R&D expenditure in 2021: printed 0\.091/],
  ['I45', 'audit/part-exceeds-whole', /Liaoning has 4\.93, .* of which it is a part, 2\.95/],
  ['I46', 'audit/labelled-year', /12 of 13 values are those of rd_intensity in 2021/],
  [
    'I46',
    'audit/sources-differ',
    /Guangdong: rd_intensity_as_printed 2020 is 3\.01, rd_intensity 2021 is 3\.22/,
  ],
  ['I47', 'audit/quoted-percentage', /54 of 145 is 37\.24 %/],
  ['I51', 'audit/sources-differ', /Beijing 2022, double_first_class: zhang-2022 prints 27/],
  ['I51', 'audit/sources-differ', /Beijing 2022, double_first_class: caict-2022 prints 35/],
  ['I54', 'audit/not-adjacent', /Tangshan and Beijing are called neighbours by caict-2022/],
  ['I55', 'audit/quoted-percentage', /4\.56\+1\.57\+0\.18\+0\.34 of 7 is 95\.00 %/],
  ['I56', 'audit/quoted-percentage', /70\+400 of 4\+80 is 559\.52 %/],
];

test.each(found)('%s: %s', (_, code, remark) => {
  const messages = report.diagnostics.filter((each) => each.code === code).map(({ message }) => message);
  expect(messages.some((message) => remark.test(message))).toBe(true);
});

test('the bound of I13 is broken in 39 of 130 cells, and figures that are right draw no remark', () => {
  expect(report.byCode['audit/share-above-gini']?.count).toBe(39);
  const differing = report.diagnostics.filter(({ code }) => code === 'measure/differs-from-published');
  expect(differing).toHaveLength(17);
  expect(differing.map(({ message }) => message).join()).not.toMatch(/central|Yokohama/);
});

test('docs/audit.md has a row for each of the sixty remarks', () => {
  const page = readFileSync(join(root, 'docs/audit.md'), 'utf8');
  const ids = page
    .split('\n')
    .map((line) => /^\| (I\d\d(?:[–,] ?I\d\d)*) \|/.exec(line)?.[1])
    .filter((cell) => cell !== undefined)
    .flatMap(idsIn);
  expect(ids.sort()).toEqual(Array.from({ length: 60 }, (_, at) => idOf(at + 1)));
});

/** "I01–I03" and "I16, I17, I25" as single ids. */
function idsIn(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const [first, last = first] = part.split('–').map((id) => Number(id.slice(1)));
    return Array.from({ length: last! - first! + 1 }, (_, at) => idOf(first! + at));
  });
}

const idOf = (number: number): string => `I${String(number).padStart(2, '0')}`;
