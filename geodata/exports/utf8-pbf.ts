import Pbf from 'pbf';

/** The writer of pbf 4.0 takes characters beyond U+1FFFF, rare ones of Chinese place names among them, for others. */
export class Utf8Pbf extends Pbf {
  override writeString(text: string): void {
    this.writeBytes(new TextEncoder().encode(text));
  }
}
