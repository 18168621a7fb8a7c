/** A GET without a body, conditions or wishes about the connection, as it lies in one piece of what a client sent. */
export interface PlainRequest {
  /** Path as it was sent: letters, digits and `_ . , / -` only, so there is nothing to decode. */
  path: string;
  /** Accept-Encoding, its fields joined (RFC 9110 §5.3); undefined where there is none. */
  acceptEncoding: string | undefined;
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
  #fields = '';
  #acceptEncoding: string | undefined;

  /** The request that the bytes are, from the first to the last; null where they are anything else. */
  read(bytes: Buffer): PlainRequest | null {
    if (bytes.length > MAX_BYTES || bytes[0] !== 0x47) return null;
    const text = bytes.toString('latin1');
    const lineEnd = text.indexOf('\r\n');
    const line = REQUEST_LINE.exec(text.slice(0, lineEnd));
    if (line === null) return null;
    const fields = text.slice(lineEnd + 2);
    if (fields !== this.#fields) {
      const read = readFields(fields);
      if (read === null) return null;
      this.#fields = fields;
      this.#acceptEncoding = read.acceptEncoding;
    }
    return { path: line[1]!, acceptEncoding: this.#acceptEncoding };
  }
}

/** What the fields of a plain request say; null where they are not those of one. */
function readFields(text: string): Pick<PlainRequest, 'acceptEncoding'> | null {
  if (!text.endsWith(BLANK_LINE)) return null;
  let hosts = 0;
  let acceptEncoding: string | undefined;
  for (const line of text.slice(0, -BLANK_LINE.length).split('\r\n')) {
    const field = FIELD.exec(line);
    if (field === null) return null;
    const name = field[1]!.toLowerCase();
    const value = field[2]!.trim();
    if (name === 'host') hosts++;
    else if (name === 'accept-encoding')
      acceptEncoding = acceptEncoding === undefined ? value : `${acceptEncoding}, ${value}`;
    else if (MEANINGFUL.test(name) && !(name === 'connection' && value.toLowerCase() === 'keep-alive'))
      return null;
  }
  return hosts === 1 ? { acceptEncoding } : null;
}
