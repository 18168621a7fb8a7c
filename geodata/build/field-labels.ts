import type { LocalText } from '../model/text.ts';

/** What a field of a layer is called in downloads; fields of a year, within_2019, are called by name and year. */
export function fieldLabel(name: string): LocalText {
  const [, field = name, year] = /^(.+)_(\d{4})$/.exec(name) ?? [];
  const { zh, en } = fieldLabels[field] ?? { zh: field, en: field };
  return year === undefined ? { zh, en } : { zh: `${zh} ${year}`, en: `${en} ${year}` };
}

const kilometres: LocalText = { zh: '千米', en: 'km' };

export const fieldUnits: Record<string, LocalText> = {
  distance_km: kilometres,
  length_km: kilometres,
  area_km2: { zh: '平方千米', en: 'km²' },
  bearing: { zh: '度', en: '°' },
};

const fieldLabels: Record<string, LocalText> = {
  code: { zh: '代码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  name_en: { zh: '英文名', en: 'English name' },
  scheme: { zh: '体系', en: 'Scheme' },
  tier: { zh: '等级', en: 'Tier' },
  zone: { zh: '联合区域', en: 'Zone' },
  zone_en: { zh: '联合区域英文名', en: 'English name of the zone' },
  network: { zh: '网络', en: 'Network' },
  year: { zh: '年份', en: 'Year' },
  a: { zh: '起点代码', en: 'Code of one end' },
  b: { zh: '终点代码', en: 'Code of the other end' },
  weight: { zh: '强度', en: 'Weight' },
  rank: { zh: '位次', en: 'Rank' },
  basis: { zh: '依据', en: 'Observed or modelled' },
  distance_km: { zh: '距离', en: 'Distance' },
  p: { zh: '差异过滤概率', en: 'p of the disparity filter' },
  backbone: { zh: '骨干联系', en: 'In the backbone' },
  dominant: { zh: '主导联系', en: 'Dominant link' },
  strong: { zh: '强联系', en: 'Strong link' },
  tier_a: { zh: '起点等级', en: 'Tier of one end' },
  tier_b: { zh: '终点等级', en: 'Tier of the other end' },
  zoom: { zh: '最小显示级别', en: 'Lowest zoom that shows it' },
  rank_before: { zh: '前一年位次', en: 'Rank in the year before' },
  score: { zh: '得分', en: 'Score' },
  data_tier: { zh: '数据等级', en: 'Tier by the data' },
  designated_tier: { zh: '指定等级', en: 'Designated tier' },
  gap: { zh: '等级差（数据 − 指定）', en: 'Gap: tier by the data minus designated tier' },
  stability: { zh: '稳定性', en: 'Share of perturbed weightings that keep the tier' },
  bearing: { zh: '方位角', en: 'Bearing, clockwise from north' },
  strength: { zh: '联系总强度', en: 'Weight of all its links' },
  links: { zh: '联系数', en: 'Number of links' },
  internal: { zh: '内部联系', en: 'Weight of links with itself' },
  depends_on: { zh: '主导联系指向', en: 'Code of the place it depends on' },
  depth: { zh: '从属层数', en: 'Dominant links to the root' },
  set: { zh: '集合', en: 'Set' },
  class: { zh: '类别', en: 'Class' },
  members: { zh: '成员数', en: 'Members' },
  area_km2: { zh: '图上面积', en: 'Area of the drawn boundary' },
  morphological: { zh: '形态多中心性', en: 'Morphological polycentricity' },
  within: { zh: '内部功能多中心性', en: 'Functional polycentricity within' },
  outside: { zh: '外部功能多中心性', en: 'Functional polycentricity outside' },
  relative_resilience: { zh: '相对韧性', en: 'Relative resilience' },
  structural_resilience: { zh: '结构韧性', en: 'Structural resilience' },
  internal_share: { zh: '内部联系份额', en: 'Share of links within' },
  internal_weight: { zh: '内部联系强度', en: 'Weight of links within' },
  share: { zh: '占网络份额', en: 'Share of the network' },
  length_km: { zh: '长度', en: 'Length' },
  detour: { zh: '绕行系数', en: 'Length over the distance between the ends' },
  mean_tier: { zh: '平均等级', en: 'Mean tier' },
  regions_near: { zh: '沿线区域数', en: 'Regions near the line' },
  share_near: { zh: '沿线份额', en: 'Share near the line' },
  links_basis: { zh: '联系依据', en: 'Links observed or modelled' },
};
