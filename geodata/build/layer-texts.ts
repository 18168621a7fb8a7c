import type { LocalText } from '../model/text.ts';
import type { CompiledAtlas } from './compile.ts';

/** What a layer shows. */
export function layerTitle(layer: string, atlas: CompiledAtlas): LocalText {
  const level = atlas.levels.find((each) => each.layer === layer);
  if (level !== undefined) return level.config.name;
  if (layer === 'flows') return { zh: '区域间联系', en: 'Links between regions' };
  if (layer === 'arrowheads') return { zh: '联系方向', en: 'Directions of links' };
  if (layer === 'agglomerations') return { zh: '城市群', en: 'Agglomerations' };
  if (layer === 'corridors') return { zh: '创新走廊', en: 'Corridors' };
  if (layer === 'centres') return { zh: '创新中心', en: 'Innovation centres' };
  return { zh: '地名注记', en: 'Names of regions' };
}

/** geodata/networks/zoom-budget.ts in words. */
const linkRule: LocalText = {
  zh: '每个网络每一年在第 z 级有上级区域内部最强的 50·2^z 条和上级区域之间最强的 50·2^z 条；从第 5 级起每个地方另有其最强的一条；其余在更深的级别。',
  en:
    'Zoom z has, of every network and year, the 50 · 2^z strongest within a region of the level above and the 50 · 2^z ' +
    'strongest between such regions; from zoom 5 on also the strongest of every place; the others come at deeper zooms.',
};

/** By which rules tiles leave some of a layer to deeper zooms. */
export const deferralRules: Record<string, LocalText> = {
  flows: linkRule,
  arrowheads: linkRule,
  labels: {
    zh: '下级区域的名称从其层级的起始缩放级别起才有。',
    en: 'Names of regions within others begin at the first zoom of their level.',
  },
};
