import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import { planeOf } from '../map/map-plane.ts';
import { readAreas } from '../map/tile-areas.ts';
import { failureNote } from '../panels/failure.ts';
import type { Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';
import { embedCode } from './embed-code.ts';
import { linksCsv } from './links-csv.ts';
import { printPicture } from './print.ts';
import { pngOf, saveFile } from './save.ts';
import { drawSheet } from './sheet-canvas.ts';
import { readGroupShapes } from './sheet-groups.ts';
import { layOutSheet, sheetWords } from './sheet.ts';
import { sheetDocument } from './sheet-svg.ts';
import { plateCsv } from './table-csv.ts';

/** Formats in which the service hands out whole layers: file extensions, and what people call them. */
const layerFormats = [
  ['geojson', 'GeoJSON'],
  ['gpkg', 'GeoPackage'],
  ['fgb', 'FlatGeobuf'],
  ['parquet', 'GeoParquet'],
  ['shp.zip', 'Shapefile'],
  ['geobuf', 'Geobuf'],
] as const;

/** Pixels per unit of the sheet: about 300 dots per inch on A4. */
const printDensity = 2.2;

/** A dialog with everything that can be taken away from the plate: address, code, pictures, table, layers, paper. */
export function openShareDialog(scene: Scene, plate: Plate): void {
  const { bundle, speech, palette, picture } = scene;
  const { texts, local } = speech;
  const { catalog, state, level, indicator } = plate;
  const { title } = sheetWords(plate, speech);
  const name = [catalog.id, indicator?.id ?? plate.network?.document.id ?? level.id, state.year]
    .filter((part) => part !== null)
    .join('-');
  const code = embedCode(bundle.base, catalog, state, `${local(catalog.title)}: ${title}`);
  // Where nothing is coloured, the links are the table.
  const isTableOfRegions = plate.shown !== null || plate.network === null;
  const table = isTableOfRegions ? plateCsv(plate) : linksCsv(plate);
  const status = element('p', { class: 'note', role: 'status' });

  /** Runs something that takes a while, and says so, or why it failed. */
  const busy = (work: () => Promise<void>) => (): void => {
    status.textContent = texts.share.working;
    work().then(
      () => (status.textContent = texts.share.done),
      (error: unknown) => status.replaceChildren(failureNote(texts, error, () => busy(work)())),
    );
  };
  const sheetPicture = async (): Promise<Blob> => {
    const map = await picture(2);
    if (map === null) throw new Error(texts.share.noMap);
    return pngOf(await drawSheet(layOutSheet(plate, palette(plate), speech), map, printDensity));
  };
  const saveSvg = async (): Promise<void> => {
    const plane = planeOf(catalog, state.projection);
    const [areas, groups] = await Promise.all([
      readAreas(bundle.base, plane, level.layer),
      readGroupShapes(bundle.base, plane, plate),
    ]);
    const sheet = layOutSheet(plate, palette(plate), speech);
    const svg = sheetDocument(sheet, plate, palette(plate), { areas, groups }, scene.drawing());
    saveFile(`${name}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
  };
  const copyField = (label: string, value: string): HTMLElement => {
    const field = element('textarea', {
      readonly: true,
      rows: value.length > 90 ? 3 : 1,
      'aria-label': label,
    });
    field.value = value;
    const copy = async (): Promise<void> => {
      field.select();
      await navigator.clipboard.writeText(value);
    };
    return element(
      'div',
      { class: 'copy-field' },
      element('span', { class: 'field-label' }, label),
      field,
      button({ class: 'button' }, busy(copy), texts.share.copy),
    );
  };
  const action = (label: string, work: () => Promise<void>): HTMLElement =>
    button({ class: 'button' }, busy(work), label);
  const column = indicator === null || state.year === null ? '' : `,${indicator.id}_${state.year}`;
  const layers = layerFormats.map(([extension, name]) =>
    element(
      'a',
      {
        class: 'button',
        href: `${bundle.base}downloads/${level.layer}.${extension}?columns=code,name,name_en${column}`,
        download: '',
      },
      name,
    ),
  );

  const dialog = element(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'share-title' },
    element(
      'header',
      {},
      element('h2', { id: 'share-title' }, texts.share.title),
      button(
        { class: 'button square', 'aria-label': texts.diagnostics.close },
        () => dialog.close(),
        icon('close'),
      ),
    ),
    element(
      'div',
      { class: 'dialog-body share' },
      element('h3', {}, texts.share.link),
      copyField(texts.share.address, code.page),
      element('h3', {}, texts.share.picture),
      element(
        'div',
        { class: 'row' },
        action('PNG', async () => saveFile(`${name}.png`, await sheetPicture())),
        action('SVG', saveSvg),
        action(texts.share.print, async () => printPicture(await sheetPicture(), title)),
      ),
      element('h3', {}, texts.share.data),
      element(
        'div',
        { class: 'row' },
        action('CSV', async () => saveFile(`${name}.csv`, csvFile(table))),
        ...(isTableOfRegions && plate.network !== null
          ? [
              action(texts.share.links, async () =>
                saveFile(`${catalog.id}-${plate.network!.document.id}.csv`, csvFile(linksCsv(plate))),
              ),
            ]
          : []),
        ...layers,
      ),
      element('p', { class: 'note' }, texts.share.dataNote),
      element('h3', {}, texts.share.embed),
      copyField('iframe', code.iframe),
      copyField('<jiju-map>', code.element),
      copyField(texts.share.pictureAddress, code.picture),
      status,
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const csvFile = (table: string): Blob => new Blob([table], { type: 'text/csv' });
