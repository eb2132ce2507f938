const decoder = new TextDecoder("gb18030");

let table: Map<string, number> | undefined;

/** Letter → its two bytes, for all that two bytes can write. */
function twoBytes(): Map<string, number> {
  if (table) return table;
  table = new Map();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const letter = decoder.decode(Uint8Array.of(first, second));
      if (letter.length === 1 && letter !== "\ufffd" && !table.has(letter)) table.set(letter, first * 256 + second);
    }
  }
  return table;
}

/** A text as spreadsheets on Chinese Windows save it; browsers can only read this encoding. Throws for rare letters. */
export function gb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const pair = code < 0x80 ? code : twoBytes().get(letter);
    if (pair === undefined) throw new Error(`“${letter}” has no two bytes in GB18030.`);
    if (pair < 0x80) bytes.push(pair);
    else bytes.push(pair >> 8, pair & 255);
  }
  return Buffer.from(bytes);
}
