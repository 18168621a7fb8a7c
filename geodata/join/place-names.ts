import { isHan, nameKey } from './name-key.ts';

// Rules of language, not of one country: which words of a place name say what kind of place it is. They apply only
// where the names of an atlas end in them.

/**
 * Kinds that replaced one another when places were reorganised: 那曲地区 became 那曲市, so within `prefecture` another
 * word means the same place. Between kinds it does not: 吉林省 is not 吉林市, and 长沙县 is not 长沙市.
 */
type PlaceKind = 'province' | 'prefecture' | 'county' | 'district';

/** Longer words first: 自治州 before 州. */
const chineseKinds: readonly (readonly [word: string, kind: PlaceKind])[] = [
  ['特别行政区', 'province'],
  ['自治区', 'province'],
  ['自治州', 'prefecture'],
  ['自治县', 'county'],
  ['自治旗', 'county'],
  ['地区', 'prefecture'],
  ['专区', 'prefecture'],
  ['林区', 'district'],
  ['矿区', 'district'],
  ['特区', 'district'],
  ['新区', 'district'],
  ['省', 'province'],
  ['市', 'prefecture'],
  ['盟', 'prefecture'],
  ['州', 'prefecture'],
  ['县', 'county'],
  ['旗', 'county'],
  ['区', 'district'],
];

const englishKinds: Record<string, PlaceKind | null> = {
  province: 'province',
  sheng: 'province',
  state: 'province',
  zizhiqu: 'province',
  city: 'prefecture',
  shi: 'prefecture',
  prefecture: 'prefecture',
  diqu: 'prefecture',
  league: 'prefecture',
  meng: 'prefecture',
  zizhizhou: 'prefecture',
  county: 'county',
  xian: 'county',
  parish: 'county',
  borough: 'county',
  district: 'district',
  qu: 'district',
  // Said of places of any kind.
  municipality: null,
  region: null,
  autonomous: null,
  special: null,
  administrative: null,
};

/** Peoples named between a place and 自治…: 恩施土家族苗族自治州 is 恩施. GB/T 3304-1991, as they stand in names. */
const peoples = (
  '各族|蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|' +
  '高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|' +
  '怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族'
).split('|');

/** The same peoples in English names: "Hainan Tibetan Autonomous Prefecture", "Enshi Tujia and Miao …". */
const englishPeoples = new Set(
  (
    'and tibetan mongol mongolian hui uygur uyghur kazak kazakh kirgiz kyrgyz korean manchu miao yi zhuang bouyei ' +
    'buyei buyi dong yao bai tujia hani dai li lisu va she lahu shui naxi jingpo tu daur mulao qiang blang salar ' +
    'maonan gelao xibe tajik nu evenki jino'
  ).split(' '),
);

/** Words that stand for a sum over regions, never for one. */
const totalWords = new Set(
  [
    '全国',
    '全省',
    '全区',
    '全市',
    '全州',
    '合计',
    '总计',
    '小计',
    '总和',
    '平均',
    '全国平均',
    'total',
    'subtotal',
    'sum',
    'average',
    'mean',
  ].map(nameKey),
);

export const isTotalWord = (key: string): boolean => totalWords.has(key);

/** A name without the words for its kind. */
export interface PlaceName {
  /** In the form of `nameKey`. */
  stem: string;
  /** Null where the name does not say, or a word that fits any kind. */
  kind: PlaceKind | null;
}

/** Fewer characters than this are no name: 沙市 is not 沙, 苏州 not 苏. */
const SHORTEST_STEM = 2;

/** Takes off the words that say what kind of place it is: 江苏省, "Suzhou Shi", "City of Leeds". */
export function splitPlaceName(name: string): PlaceName {
  return isHan(name) ? splitChineseName(nameKey(name)) : splitEnglishName(name);
}

function splitChineseName(key: string): PlaceName {
  for (const [word, kind] of chineseKinds) {
    if (!key.endsWith(word) || key.length - word.length < SHORTEST_STEM) continue;
    const rest = key.slice(0, -word.length);
    return { stem: word.startsWith('自治') ? withoutPeoples(rest) : rest, kind };
  }
  return { stem: key, kind: null };
}

function withoutPeoples(name: string): string {
  for (const people of peoples) {
    if (name.endsWith(people) && name.length - people.length >= SHORTEST_STEM)
      return withoutPeoples(name.slice(0, -people.length));
  }
  return name;
}

/** GeoNames writes peoples in pinyin: "Enshi Tujiazu Miaozu Zizhizhou". */
const isPeople = (word: string | undefined): boolean =>
  word !== undefined && (englishPeoples.has(word) || /.zu$/.test(word));

function splitEnglishName(name: string): PlaceName {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,&]+/)
    .map(nameKey)
    .filter((word) => word !== '');
  let kind: PlaceKind | null = null;
  const taken = new Set<string>();
  const take = (word: string | undefined): boolean => {
    if (word === undefined || words.length < 2 || !Object.hasOwn(englishKinds, word)) return false;
    kind ??= englishKinds[word] ?? null;
    taken.add(word);
    return true;
  };
  while (take(words.at(-1))) words.pop();
  if (words.length > 2 && words[1] === 'of' && take(words[0])) words.splice(0, 2);
  if (['autonomous', 'zizhizhou', 'zizhiqu'].some((word) => taken.has(word)))
    while (words.length > 1 && isPeople(words.at(-1))) words.pop();
  return { stem: words.join(''), kind };
}

/** Whether two names with the same stem can be of one place. */
export const mayBeSamePlace = (asked: PlaceName, known: PlaceName): boolean =>
  asked.kind === null || known.kind === null || asked.kind === known.kind;
