declare module 'vt-pbf' {
  /** Serialises tiles made by geojson-vt, by layer name. */
  export function fromGeojsonVt(
    layers: Record<string, unknown>,
    options?: { version?: 1 | 2; extent?: number },
  ): Uint8Array;
}
