import sharp from 'sharp';

export type PictureFormat = 'png' | 'webp' | 'jpg';

export const pictureTypes: Record<PictureFormat, string> = {
  png: 'image/png',
  webp: 'image/webp',
  jpg: 'image/jpeg',
};

// How many pictures are drawn at once is decided by the work queue; each takes one thread, and none is kept.
sharp.concurrency(1);
sharp.cache(false);

/** Turns an SVG document of our own making into a picture. */
export async function rasterise(svg: string, format: PictureFormat): Promise<Uint8Array> {
  // Our paths of whole countries are longer than what a parser allows for documents of strangers.
  const picture = sharp(Buffer.from(svg), { unlimited: true });
  if (format === 'png') return picture.png({ palette: true, effort: 4 }).toBuffer();
  if (format === 'webp') return picture.webp({ quality: 88, smartSubsample: true }).toBuffer();
  return picture
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
