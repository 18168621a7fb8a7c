/** Fields of a plain request that its answer depends on; several of a name are joined (RFC 9110 §5.3). */
export interface PlainFields {
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
}

/**
 * A GET without a body, wishes about the connection or conditions but for one, as it lies in one piece of what a client
 * sent.
 */
export interface PlainRequest {
  /** Path as it was sent: letters, digits and `_ . , / -` only, so there is nothing to decode. */
  path: string;
  fields: PlainFields;
}

/** Longer requests are not plain. */
const MAX_BYTES = 8192;
const BLANK_LINE = '\r\n\r\n';

const REQUEST_LINE = /^GET (\/[\w.,/-]*) HTTP\/1\.1$/;
/** RFC 9112 §5: a token, a colon, visible characters and blanks around them; no line may be folded. */
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t\x20-\x7e\x80-\xff]*)$/;
/** Fields that say where a request ends, what becomes of the connection, or on which condition to answer. */
const MEANINGFUL =
  /^(connection|proxy-connection|keep-alive|upgrade|http2-settings|transfer-encoding|content-length|expect|te|trailer|range|if-.*)$/;

/**
 * Reads the requests of one connection that are plain. It accepts less than HTTP allows and never more: of what it
 * refuses it says nothing, since the server knows.
 */
export class PlainRequestReader {
  // Requests of a connection mostly differ in their first line alone.
  #text = '';
  #fields: PlainFields | null = null;

  /** The request that the bytes are, from the first to the last; null where they are anything else. */
  read(bytes: Buffer): PlainRequest | null {
    if (bytes.length > MAX_BYTES || bytes[0] !== 0x47) return null;
    const text = bytes.toString('latin1');
    const lineEnd = text.indexOf('\r\n');
    const line = REQUEST_LINE.exec(text.slice(0, lineEnd));
    if (line === null) return null;
    const fields = text.slice(lineEnd + 2);
    if (fields !== this.#text) {
      this.#text = fields;
      this.#fields = readFields(fields);
    }
    return this.#fields === null ? null : { path: line[1]!, fields: this.#fields };
  }
}

/** What the fields of a plain request say; null where they are not those of one. */
function readFields(text: string): PlainFields | null {
  if (!text.endsWith(BLANK_LINE)) return null;
  let hosts = 0;
  const fields: PlainFields = { acceptEncoding: undefined, ifNoneMatch: undefined };
  for (const line of text.slice(0, -BLANK_LINE.length).split('\r\n')) {
    const field = FIELD.exec(line);
    if (field === null) return null;
    const name = field[1]!.toLowerCase();
    const value = field[2]!.trim();
    if (name === 'host') hosts++;
    else if (name === 'accept-encoding') fields.acceptEncoding = joined(fields.acceptEncoding, value);
    else if (name === 'if-none-match') fields.ifNoneMatch = joined(fields.ifNoneMatch, value);
    else if (MEANINGFUL.test(name) && !(name === 'connection' && value.toLowerCase() === 'keep-alive'))
      return null;
  }
  return hosts === 1 ? fields : null;
}

const joined = (before: string | undefined, value: string): string =>
  before === undefined ? value : `${before}, ${value}`;
