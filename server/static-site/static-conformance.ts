/** Classes that hold where nothing looks at a query: no features by box or filter, no pages. */
const HOLDS =
  /\/(ogcapi-common-|ogcapi-tiles-1\/|ogcapi-features-5\/|ogcapi-features-1\/1\.0\/conf\/(geojson|html)$)/;

/** The list of conformance classes without those that files cannot keep. */
export function staticConformance(document: Buffer): Buffer {
  const { conformsTo, ...rest } = JSON.parse(document.toString('utf8')) as { conformsTo: string[] };
  return Buffer.from(JSON.stringify({ ...rest, conformsTo: conformsTo.filter((uri) => HOLDS.test(uri)) }));
}
