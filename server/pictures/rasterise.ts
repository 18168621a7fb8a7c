import { AtlasError } from '../../geodata/model/atlas-error.ts';

export type PictureFormat = 'png' | 'webp' | 'jpg';

export const pictureTypes: Record<PictureFormat, string> = {
  png: 'image/png',
  webp: 'image/webp',
  jpg: 'image/jpeg',
};

type Sharp = (typeof import('sharp'))['default'];

/** Loaded by the first picture: a service that draws none needs no native library. */
let loading: Promise<Sharp> | null = null;

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new AtlasError(
      'missing-package',
      'The package sharp cannot be loaded on this machine; install it again.',
      {
        cause,
      },
    );
  });
  // How many pictures are drawn at once is decided by the work queue; each takes one thread, and none is kept.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** Turns an SVG document of our own making into a picture. */
export async function rasterise(svg: string, format: PictureFormat): Promise<Uint8Array> {
  const sharp = await (loading ??= load());
  // Our paths of whole countries are longer than what a parser allows for documents of strangers.
  const picture = sharp(Buffer.from(svg), { unlimited: true });
  if (format === 'png') return picture.png({ palette: true, effort: 4 }).toBuffer();
  if (format === 'webp') return picture.webp({ quality: 88, smartSubsample: true }).toBuffer();
  return picture
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
