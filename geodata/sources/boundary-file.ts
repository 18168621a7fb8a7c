import { AtlasError } from '../model/atlas-error.ts';
import { decodeText } from './decode-text.ts';
import { findJsonError } from './json-error.ts';

/** What GeoJSON text sequences (RFC 8142) put before every record. */
export const recordSeparator = '\u001e';

/** The bytes of a boundary file with what several formats want to know of them, worked out once. */
export class BoundaryFile {
  /** Alone in their buffer: pbf and flatgeobuf read doubles at wrong places from a view into a larger one. */
  readonly bytes: Uint8Array;
  /** As its user knows it, relative to the atlas. */
  readonly name: string;
  #text: string | undefined;
  #json: { value: unknown } | undefined;

  constructor(bytes: Uint8Array, name: string) {
    this.bytes = bytes.byteOffset === 0 ? bytes : new Uint8Array(bytes);
    this.name = name;
  }

  startsWith(signature: readonly number[]): boolean {
    return signature.every((byte, index) => this.bytes[index] === byte);
  }

  /** Without the dot, in lower case; empty where there is none. */
  get extension(): string {
    return /\.([^./\\]+)$/.exec(this.name)?.[1]?.toLowerCase() ?? '';
  }

  /** In whatever encoding it is, without byte order mark. */
  get text(): string {
    this.#text ??= decodeText(this.bytes).text;
    return this.#text;
  }

  /** Whether the text begins like JSON; does not decode files that begin otherwise. */
  get looksLikeJson(): boolean {
    const start = decodeText(this.bytes.subarray(0, 256)).text;
    return /^\s*[{[]/.test(start.replaceAll(recordSeparator, ''));
  }

  /** Throws AtlasError with line and column where the text is not JSON (RFC 8259). */
  get json(): unknown {
    this.#json ??= { value: parseJson(this.text, this.name) };
    return this.#json.value;
  }
}

/** `firstLine` is the line of the file that the text begins on. */
export function parseJson(text: string, name: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const offset = findJsonError(text);
    const before = text.slice(0, offset);
    const line = firstLine + before.split('\n').length - 1;
    const column = offset - before.lastIndexOf('\n');
    const found = offset >= text.length ? 'the end of the file' : `"${text.slice(offset, offset + 20)}"`;
    throw new AtlasError(
      'invalid-data',
      `Found ${found} at line ${line}, column ${column}, which cannot stand there in JSON; expected complete JSON. ` +
        'Correct the file there, or export it again.',
      { at: `${name}:${line}:${column}`, cause },
    );
  }
}
