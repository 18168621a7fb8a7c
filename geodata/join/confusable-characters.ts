/**
 * Chinese characters that scanning and typing mistake for each other in place names. They only rank suggestions: a
 * misprint is never corrected in silence.
 */
const groups = [
  '古占右石吉',
  '江汀扛红',
  '亳毫豪',
  '州洲卅川',
  '襄壤',
  '阳阴旸',
  '未末朱',
  '己已巳',
  '土士王玉',
  '干千于',
  '人入八',
  '日曰目',
  '广厂',
  '安妄',
  '宁宇守',
  '冈岗罔',
  '沂忻析',
  '泸沪庐',
  '冶治',
  '郴彬',
  '滁除',
  '濮璞僕',
  '漯潔',
  '衢瞿',
  '丽俪',
  '坊访方',
  '晋普',
  '陕峡狭',
  '徽微徵',
  '贵责',
  '辽迂',
  '吉告',
  '甘廿',
  '肃萧',
  '疆彊',
  '津律',
  '庆厌',
  '黑墨',
  '龙尤',
  '汕油',
  '圳川',
  '莞芫',
  '榆渝愉',
  '渭谓',
  '淮准',
  '宿缩',
  '蚌埠阜',
  '芜无',
  '鄂鄠',
  '邵召',
  '岳兵',
  '崇祟',
  '钦软',
  '柳抑',
  '梧悟',
  '遂逐',
  '绵锦棉',
  '攀樊',
  '巴巳',
  '眉盾',
  '昌昆',
  '洛落',
  '漳障彰',
  '莆甫',
  '赣贑',
  '鹰膺',
  '威咸',
  '泰秦奉',
  '莱菜',
  '聊柳',
  '菏荷',
  '哈洽',
];

const groupsOf = new Map<string, Set<number>>();
for (const [index, group] of groups.entries()) {
  for (const character of group) {
    const known = groupsOf.get(character) ?? new Set<number>();
    groupsOf.set(character, known.add(index));
  }
}

/** Cost of a wrong character in an edit distance: a quarter for look-alikes, 1 for all others. */
export function misprintCost(found: string, meant: string): number {
  const a = groupsOf.get(found);
  const b = groupsOf.get(meant);
  if (a === undefined || b === undefined) return 1;
  for (const group of a) if (b.has(group)) return MISPRINT;
  return 1;
}

const MISPRINT = 0.25;

/** Whether the character has look-alikes. */
export const isConfusable = (character: string): boolean => groupsOf.has(character);
