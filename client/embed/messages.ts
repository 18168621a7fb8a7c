/** What an embedded map tells the page around it. Every message says whose it is. */
export type EmbedMessage =
  | { jiju: 'ready' }
  /** The height in pixels that the map and its words need at the present width. */
  | { jiju: 'resize'; height: number }
  /** The reader chose a region, or none. */
  | { jiju: 'select'; level: string | null; code: string | null; name: string | null }
  /** The reader changed something: the address of the same view in the whole atlas. */
  | { jiju: 'change'; url: string };

/** Whether something that came with a `message` event is one of ours. */
export const isEmbedMessage = (data: unknown): data is EmbedMessage =>
  typeof data === 'object' && data !== null && 'jiju' in data && typeof data.jiju === 'string';
