/**
 * Text of a file and the encoding it was found to be in: a byte order mark decides, then zero bytes (UTF-16), then
 * whether the bytes are UTF-8. What is none of these is GB 18030 where the bytes beyond ASCII come in the pairs of
 * GB 2312, as Chinese text does, and otherwise Windows-1252, where accented letters stand alone between ASCII.
 * Throws RangeError for an encoding that TextDecoder (WHATWG Encoding Standard) does not know.
 */
export function decodeText(bytes: Uint8Array, encoding?: string): { text: string; encoding: string } {
  const label = encoding ?? findEncoding(bytes);
  const decoder = new TextDecoder(label);
  const text = decoder.decode(bytes);
  return {
    text: decoder.encoding === 'windows-1252' ? withoutControls(text) : text,
    encoding: decoder.encoding,
  };
}

/** Windows-1252 from 0x80 on, where ISO 8859-1 has controls; a space where it has nothing. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Node from 20.18.3 on decodes windows-1252 as ISO 8859-1 (nodejs/node issue 56542): the euro sign is a control. */
const withoutControls = (text: string): string =>
  text.replaceAll(/[\u0080-\u009F]/g, (control) => {
    const character = windows1252[control.charCodeAt(0) - 0x80] ?? ' ';
    return character === ' ' ? control : character;
  });

function findEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const utf16 = findUtf16(bytes);
  if (utf16 !== null) return utf16;
  if (isUtf8(bytes)) return 'utf-8';
  return comesInPairs(bytes) ? 'gb18030' : 'windows-1252';
}

/** In UTF-16 every ASCII character has a zero byte, on the side that tells the byte order. */
function findUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  if (even + odd < sample.length / 20 || sample.length < 2) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether most bytes beyond ASCII have a neighbour in the range of GB 2312 (0xA1–0xFE twice). */
function comesInPairs(bytes: Uint8Array): boolean {
  let paired = 0;
  let single = 0;
  for (let index = 0; index < bytes.length; index++) {
    if ((bytes[index] ?? 0) < 0x80) continue;
    if ((bytes[index] ?? 0) >= 0xa1 && (bytes[index + 1] ?? 0) >= 0xa1) {
      paired++;
      index++;
    } else single++;
  }
  return paired >= single;
}
