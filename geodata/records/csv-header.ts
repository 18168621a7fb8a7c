import { open } from 'node:fs/promises';
import { AtlasError } from '../model/atlas-error.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** Bytes that the first line must fit in. */
const HEAD = 65_536;

export interface CsvHeader {
  delimiter: string;
  columns: string[];
}

/**
 * Delimiter and columns of a CSV file (RFC 4180) by its first line: the delimiter is what stands there most often
 * outside quotes. The database would guess from the rows too, and be misled by texts full of semicolons.
 *
 * Throws AtlasError 'invalid-data' for a file without a header, in another encoding than UTF-8, or with two columns of
 * the same name.
 */
export async function readCsvHeader(path: string): Promise<CsvHeader> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const [line = ''] = decodeUtf8(buffer.subarray(0, bytesRead)).split(/\r?\n/);
    if (line.trim() === '')
      throw new AtlasError('invalid-data', 'The file begins with no header; expected the names of columns.');
    const counts = DELIMITERS.map((delimiter) => splitHeader(line, delimiter).length);
    const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
    const columns = splitHeader(line, delimiter);
    const twice = columns.find((name, index) => columns.indexOf(name) !== index);
    if (twice !== undefined)
      throw new AtlasError('invalid-data', `Two columns are called "${twice}"; rename one of them.`);
    return { delimiter, columns };
  } finally {
    await file.close();
  }
}

/** Text without its byte order mark; the last character may be cut. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch (cause) {
    throw new AtlasError(
      'invalid-data',
      'The file is not UTF-8; save it as UTF-8 first, for instance with: iconv -f GB18030 -t UTF-8 old.csv > new.csv',
      { cause },
    );
  }
}

/** Cells of one line; a quote inside quotes is doubled. */
function splitHeader(line: string, delimiter: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '"' && isQuoted && line[i + 1] === '"') {
      cells[cells.length - 1] += '"';
      i++;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}
