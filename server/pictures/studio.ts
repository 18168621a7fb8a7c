import { availableParallelism } from 'node:os';
import type { Bundle } from '../bundle.ts';
import type { FileTree } from '../file-tree.ts';
import { Typeface } from '../fonts/typeface.ts';
import { contentHashOf, type Representation } from '../protocol/representation.ts';
import { WorkQueue } from '../work-queue.ts';
import { drawCaption } from './caption.ts';
import { drawMap } from './draw-map.ts';
import { drawLegend } from './legend.ts';
import type { PictureMap } from './picture-map.ts';
import { pictureTypes, rasterise, type PictureFormat } from './rasterise.ts';
import { drawShareCard, shareCardSize, type ShareCard } from './share-card.ts';
import { svgDocument } from './svg.ts';
import type { Viewport } from './viewport.ts';

/** Pictures that wait for their turn; at a tenth of a second each, more would wait longer than browsers do. */
const MAY_WAIT = 64;

/** How a picture is made of what is drawn. */
export interface Output {
  format: PictureFormat;
  /** Pixels of the picture for one of the page. */
  pixelRatio: number;
}

/** Makes pictures, a few at a time; the font is read when the first one needs it. */
export class PictureStudio {
  readonly queue = new WorkQueue({ atOnce: Math.max(1, availableParallelism() - 1), mayWait: MAY_WAIT });
  readonly #client: FileTree | null;
  #typeface: Promise<Typeface | null> | null = null;

  constructor(client: FileTree | null) {
    this.#client = client;
  }

  get typeface(): Promise<Typeface | null> {
    return (this.#typeface ??= Typeface.of(this.#client));
  }

  /** A tile without caption, since the map that shows it has its own. */
  tile(map: PictureMap, bundle: Bundle, viewport: Viewport, output: Output): Promise<Representation> {
    return this.#make(viewport, output, async (typeface) =>
      drawMap(map, bundle, viewport, { typeface, namesMayBeCut: true }),
    );
  }

  /** A picture that stands for itself: on a white ground, with caption and credits. */
  picture(map: PictureMap, bundle: Bundle, viewport: Viewport, output: Output): Promise<Representation> {
    return this.#make(viewport, output, async (typeface) => {
      const drawn = await drawMap(map, bundle, viewport, { typeface, namesMayBeCut: false });
      const caption = await drawCaption(bundle.catalog, map, typeface, viewport);
      return `<rect width="${viewport.width}" height="${viewport.height}" fill="#ffffff"/>${drawn}${caption}`;
    });
  }

  shareCard(card: ShareCard, bundle: Bundle): Promise<Representation> {
    return this.#make(shareCardSize, { format: 'png', pixelRatio: 1 }, (typeface) =>
      drawShareCard(card, bundle, typeface),
    );
  }

  /** A legend as a document that needs no font. */
  async legendSvg(map: PictureMap): Promise<string> {
    const { width, height, body } = await drawLegend(map, await this.typeface);
    return svgDocument(width, height, 1, body);
  }

  async legend(map: PictureMap, output: Output): Promise<Representation> {
    const legend = await drawLegend(map, await this.typeface);
    return this.#make(legend, output, () => Promise.resolve(legend.body));
  }

  #make(
    { width, height }: { width: number; height: number },
    { format, pixelRatio }: Output,
    draw: (typeface: Typeface | null) => Promise<string>,
  ): Promise<Representation> {
    return this.queue.run(async () => {
      const body = await draw(await this.typeface);
      const identity = await rasterise(svgDocument(width, height, pixelRatio, body), format);
      return {
        mediaType: pictureTypes[format],
        contentHash: contentHashOf(identity),
        codings: ['identity'],
        bytes: { identity },
      };
    });
  }
}
