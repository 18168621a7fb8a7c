/** Links that the whole world in one tile shows; every further zoom shows twice as many. */
const LINKS_AT_ZOOM_0 = 40;
/** From this zoom on every place has its strongest link, however weak that is. */
const EVERY_PLACE = 5;

/**
 * Lowest zoom at which a map should show a link: the 40 · 2^z strongest of a network and year at zoom z, and from zoom 5
 * the strongest link of every place. `rank` is 1 for the strongest.
 */
export function zoomOfLink(rank: number, isStrongestOfAPlace: boolean): number {
  const zoom = Math.max(0, Math.ceil(Math.log2(rank / LINKS_AT_ZOOM_0)));
  return isStrongestOfAPlace ? Math.min(zoom, EVERY_PLACE) : zoom;
}
