import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';
import { escapeHtml } from '../protocol/escape-html.ts';
import { htmlPage } from '../protocol/html-page.ts';

const texts = {
  title: { zh: '在 QGIS 中使用', en: 'Use in QGIS' },
  other: { zh: 'English', en: '中文' },
  copy: { zh: '点一下地址即可全选，再复制。', en: 'One click on an address selects all of it; then copy.' },
  project: { zh: '最快：整个项目', en: 'Fastest: the whole project' },
  projectText: {
    zh: '下载后在 QGIS（3.22 及以后）中打开；.qlr 可拖入已有的项目。',
    en: 'Download and open in QGIS (3.22 or later); drag the .qlr into a project that you have.',
  },
  tiles: { zh: '矢量瓦片', en: 'Vector tiles' },
  tilesText: {
    zh: '图层 > 添加图层 > 添加矢量瓦片图层 > 新建 > 通用连接。缩放级别要照填，否则 QGIS 会请求到 14 级。',
    en: 'Layer > Add Layer > Add Vector Tile Layer > New > New Generic Connection. Enter the zoom levels too, or QGIS asks down to 14.',
  },
  style: { zh: '样式 URL', en: 'Style URL' },
  zooms: { zh: '最小、最大缩放级别', en: 'Min. and max. zoom level' },
  features: { zh: '要素与属性表（OGC API – Features）', en: 'Features and tables (OGC API – Features)' },
  featuresText: {
    zh: '图层 > 添加图层 > 添加 WFS / OGC API - 要素图层 > 新建，版本选 “OGC API - Features”。',
    en: 'Layer > Add Layer > Add WFS / OGC API - Features Layer > New, version “OGC API - Features”.',
  },
  raster: { zh: '图片瓦片（WMTS、XYZ）', en: 'Pictures as tiles (WMTS, XYZ)' },
  rasterText: {
    zh: '不读矢量瓦片的程序用 WMTS；XYZ 连接填第二个地址。',
    en: 'For programs that read no vector tiles: WMTS, or the second address as an XYZ connection.',
  },
  imports: { zh: '一次导入全部连接', en: 'Import all connections at once' },
  importsText: {
    zh: '数据源管理器中对应的页面 > 加载，选择下载的文件。',
    en: 'On the page of the data source manager > Load, choose the downloaded file.',
  },
} as const;

const STYLE = `body { line-height: 1.6; margin: 2rem auto; max-width: 46rem } h2 { font-size: 1.1rem; margin-top: 2rem }
code { user-select: all; background: #eef1f4; padding: .2rem .4rem; border-radius: .25rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: .5rem 1rem }
@media (max-width: 30rem) { dl { display: block } dd + dt { margin-top: .75rem } } dt { color: #55606e } dd { margin: 0 }
@media (prefers-color-scheme: dark) { code { background: #262f38 } dt { color: #9aa7b5 } }`;

/** A page with every address that QGIS asks for, ready to be copied. It has no script: a click selects by CSS alone. */
export function guidePage(catalog: Catalog, address: string, language: Language): string {
  const text = (key: keyof typeof texts): string => escapeHtml(texts[key][language]);
  const other = language === 'zh' ? 'en' : 'zh';
  const home = `${address}/qgis`;
  const url = (value: string): string => `<code>${escapeHtml(value)}</code>`;
  const file = (name: string): string => `<li><a href="${escapeHtml(`${home}/${name}`)}">${name}</a></li>`;
  const tilesets = catalog.tilesets.map(
    ({ id, minzoom, maxzoom }) => `<dt>URL</dt><dd>${url(`${address}/tiles/${id}/{z}/{x}/{y}.pbf`)}</dd>
<dt>${text('zooms')}</dt><dd>${minzoom}, ${maxzoom}</dd>
<dt>${text('style')}</dt><dd>${url(`${address}/styles/atlas.qgis.json`)}</dd>`,
  );
  return htmlPage({
    language: language === 'zh' ? 'zh-CN' : 'en',
    title: `${texts.title[language]} – ${catalog.title[language]}`,
    address,
    style: STYLE,
    body: `<nav aria-label="breadcrumb"><a href="${escapeHtml(address)}/">${escapeHtml(catalog.title[language])}</a> · <a href="${escapeHtml(home)}?lang=${other}" hreflang="${other}">${text('other')}</a></nav>
<main>
<h1>${text('title')}</h1>
<p>${text('copy')}</p>
<h2>${text('project')}</h2>
<p>${text('projectText')}</p>
<ul>${['project.qgz', 'project.qgs', 'project.qlr'].map(file).join('')}</ul>
<h2>${text('tiles')}</h2>
<p>${text('tilesText')}</p>
<dl>${tilesets.join('\n')}</dl>
<h2>${text('features')}</h2>
<p>${text('featuresText')}</p>
<dl><dt>URL</dt><dd>${url(`${address}/`)}</dd></dl>
<h2>${text('raster')}</h2>
<p>${text('rasterText')}</p>
<dl><dt>WMTS</dt><dd>${url(`${address}/wmts/1.0.0/WMTSCapabilities.xml`)}</dd>
<dt>XYZ</dt><dd>${url(`${address}/raster/atlas/{z}/{x}/{y}.png`)}</dd></dl>
<h2>${text('imports')}</h2>
<p>${text('importsText')}</p>
<ul>${['vector-tiles.xml', 'wfs.xml', 'xyz.xml'].map(file).join('')}</ul>
</main>`,
  });
}
