/** A filter that cannot be read, and where. */
export class Cql2Error extends Error {
  /** Characters before the place. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(`${message} (character ${at + 1})`);
    this.name = 'Cql2Error';
    this.at = at;
  }
}
