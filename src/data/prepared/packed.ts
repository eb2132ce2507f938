/** A plain value in one piece: a line of JSON, then the arrays it names, each at a multiple of eight bytes. */
const magic = "WGPACK1\n";
const alignment = 8;

const kinds = { Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array };
type Kind = keyof typeof kinds;
type NumberArray = InstanceType<(typeof kinds)[Kind]>;

/** Stands for an array in the JSON. */
interface Place {
  readonly $array: Kind;
  readonly at: number;
  readonly length: number;
}

/** Bytes of a value of plain objects, lists, texts, numbers and arrays of numbers (little-endian, as all our machines). */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: { readonly array: NumberArray; readonly at: number }[] = [];
  let size = 0;
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part;
    const array = part as NumberArray; // of the views only arrays of numbers are among our values
    const place: Place = { $array: kindOf(array), at: size, length: array.length };
    arrays.push({ array, at: size });
    size = aligned(size + array.byteLength);
    return place;
  });
  const head = new TextEncoder().encode(json);
  const start = aligned(magic.length + 4 + head.length);
  const bytes = new Uint8Array(start + size);
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(magic.length, head.length, true);
  bytes.set(head, magic.length + 4);
  for (const { array, at } of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at);
  }
  return bytes;
}

/** The value that was packed; its arrays own their memory. Throws where the bytes are not those of `pack`. */
export function unpack(bytes: Uint8Array<ArrayBuffer>): unknown {
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) throw new Error("not a packed value");
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  const head = bytes.subarray(magic.length + 4, magic.length + 4 + headLength);
  const start = bytes.byteOffset + aligned(magic.length + 4 + headLength);
  return JSON.parse(new TextDecoder().decode(head), (_, part: unknown) => {
    if (!isPlace(part)) return part;
    const { $array, at, length } = part;
    const Numbers = kinds[$array];
    return new Numbers(bytes.buffer.slice(start + at, start + at + length * Numbers.BYTES_PER_ELEMENT));
  });
}

const aligned = (size: number): number => Math.ceil(size / alignment) * alignment;

function kindOf(array: NumberArray): Kind {
  const name = array.constructor.name;
  if (name in kinds) return name as Kind;
  throw new Error(`a ${name} cannot be packed`);
}

function isPlace(part: unknown): part is Place {
  return typeof part === "object" && part !== null && "$array" in part;
}
