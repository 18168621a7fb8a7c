import type { Bundle } from './bundle.ts';
import type { Representation } from './protocol/representation.ts';

/** The same few documents are asked for again and again; addresses that differ in the host are few as well. */
const KEPT_PER_BUNDLE = 512;

const kept = new WeakMap<Bundle, Map<string, Representation>>();

/**
 * A document that follows from a bundle and a key (its URL with the address of the service), made once and kept with
 * the bundle, so that nothing is serialised, compressed or hashed per request.
 */
export function generated(bundle: Bundle, key: string, make: () => Representation): Representation {
  let documents = kept.get(bundle);
  if (documents === undefined) kept.set(bundle, (documents = new Map()));
  const known = documents.get(key);
  if (known !== undefined) return known;
  const made = make();
  const oldest = documents.size >= KEPT_PER_BUNDLE ? documents.keys().next().value : undefined;
  if (oldest !== undefined) documents.delete(oldest);
  documents.set(key, made);
  return made;
}
