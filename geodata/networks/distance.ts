export { EARTH_RADIUS_KM, distanceKm } from '../model/distance.ts';
