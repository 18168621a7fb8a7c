import type { Indicator } from '../../geodata/model/indicator.ts';

const indicator = (id: string, zh: string, unit: string): Indicator => ({
  id,
  name: { zh, en: id.charAt(0).toUpperCase() + id.slice(1) },
  unit: { zh: unit, en: unit },
  scale: 1,
  kind: 'extensive',
  direction: 1,
  quality: 'measured',
  absent: 'missing',
  uncovered: [],
  decimals: 0,
  theme: 'general',
});

/** The registry that the join tests share. */
export const indicators: Indicator[] = [
  indicator('gdp', '生产总值', '亿元'),
  indicator('people', '人员', '人'),
  { ...indicator('patents', '专利', '件'), kind: 'count' },
  { ...indicator('universities', '高校', '所'), kind: 'count', absent: 'zero' },
  { ...indicator('intensity', '强度', '%'), kind: 'ratio' },
  {
    ...indicator('cluster', '集聚', ''),
    kind: 'ratio',
    categories: [
      { value: 0, name: { zh: '否', en: 'No' } },
      { value: 1, name: { zh: '是', en: 'Yes' } },
    ],
  },
];
