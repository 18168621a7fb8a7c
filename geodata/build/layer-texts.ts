import type { LocalText } from '../model/text.ts';
import { zoomOffset } from '../model/zoom-offset.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';

const titles: Record<string, LocalText> = {
  flows: { zh: '区域间联系', en: 'Links between regions' },
  arrowheads: { zh: '联系方向', en: 'Directions of links' },
  nodes: { zh: '联系节点', en: 'Ends of links' },
  agglomerations: { zh: '城市群', en: 'Agglomerations' },
  corridors: { zh: '创新走廊', en: 'Corridors' },
  centres: { zh: '创新中心', en: 'Innovation centres' },
  labels: { zh: '地名注记', en: 'Names of regions' },
};

/** What a layer shows. */
export function layerTitle(layer: string, atlas: CompiledAtlas): LocalText {
  const level = atlas.levels.find((each) => each.layer === layer);
  return level?.config.name ?? titles[layer]!;
}

/** geodata/networks/zoom-budget.ts in words. */
function linkRule(offset: number): LocalText {
  const power = offset === 0 ? 'z' : `(z−${offset})`;
  return {
    zh: `每个网络每一年在第 z 级有上级区域内部最强的 50·2^${power} 条和上级区域之间最强的 50·2^${power} 条（至少各 50 条）；从第 ${5 + offset} 级起每个地方另有其最强的一条；其余在更深的级别。`,
    en:
      `Zoom z has, of every network and year, the 50 · 2^${power} strongest within a region of the level above and the ` +
      `50 · 2^${power} strongest between such regions, 50 of each at the least; from zoom ${5 + offset} on also the ` +
      'strongest of every place; the others come at deeper zooms.',
  };
}

const nodeRule = (offset: number): LocalText => ({
  zh: `节点与其第一条联系同时出现；没有绘出联系的节点自第 ${5 + offset} 级起出现。`,
  en: `A node comes with the first of its links; nodes none of whose links is drawn come at zoom ${5 + offset}.`,
});

const nameRule: LocalText = {
  zh: '下级区域的名称从其层级的起始缩放级别起才有。',
  en: 'Names of regions within others begin at the first zoom of their level.',
};

/** geodata/layers/places.ts in words. */
function placeRule(offset: number): LocalText {
  const power = offset === 0 ? 'z' : `(z−${offset})`;
  return {
    zh: `第 z 级有最大的 1000·2^${power} 个地点及其名称（至少 1000 个），其余在更深的级别。`,
    en: `Zoom z has the 1000 · 2^${power} largest places and their names, 1000 at the least; the others come at deeper zooms.`,
  };
}

/** By which rules tiles leave some of a layer to deeper zooms, or out of all of them; null where they never do. */
export function layerRule(layer: string, atlas: CompiledAtlas): LocalText | null {
  const offset = zoomOffset(atlas.maxzoom);
  if (atlas.levels.some((level) => level.layer === layer && level.isOfPoints)) return placeRule(offset);
  if (layer === 'labels') return nameRule;
  if (layer === 'nodes') return nodeRule(offset);
  if (layer !== 'flows' && layer !== 'arrowheads') return null;
  const rules = [linkRule(offset), ...drawingRules(atlas)];
  return { zh: rules.map(({ zh }) => zh).join(''), en: rules.map(({ en }) => en).join(' ') };
}

/** What is not drawn at any zoom, for networks with more links than a map can bear. */
function drawingRules({ config, networks }: CompiledAtlas): LocalText[] {
  return networks.flatMap(({ entry, documents }) => {
    if (documents.every(({ weight, total }) => weight.length === total)) return [];
    const { strongest, perNode } = config.networks.find(({ id }) => id === entry.id)!.draw;
    return [
      {
        zh: `“${entry.name.zh}”每年只绘出最强的 ${strongest} 条和每个地方最强的 ${perNode} 条；强度与位次按全部联系计算。`,
        en: `Of "${entry.name.en}" only the ${strongest} strongest of a year and the ${perNode} strongest of every place are drawn; strengths and measures count all.`,
      },
    ];
  });
}

/** Title and rule in both languages, for documents that have no place for languages. */
export function layerDescription(layer: string, atlas: CompiledAtlas): string {
  return [layerTitle(layer, atlas), layerRule(layer, atlas)]
    .flatMap((text) => (text === null ? [] : [text.zh === text.en ? text.zh : `${text.zh} · ${text.en}`]))
    .join('. ');
}
