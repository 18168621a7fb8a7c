import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { Bundle } from './bundle.ts';

/** A document that the catalog of a bundle names, parsed. Throws an AtlasError where it is missing. */
export async function readBundleJson<Document>(bundle: Bundle, path: string): Promise<Document> {
  const document = await bundle.documents.get(path);
  if (document === undefined)
    throw new AtlasError('io', `The bundle has no ${path}, which its catalog names.`, { at: path });
  return JSON.parse(Buffer.from(document.bytes.identity!).toString('utf8')) as Document;
}
