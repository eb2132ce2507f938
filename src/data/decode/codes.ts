import type { CodedColumn } from "../../domain/case-chunk.ts";
import { Fault } from "../../domain/fault.ts";
import { type ColumnSet, fillMissing, isValid, type RawColumn } from "../raw-columns.ts";
import { textAt } from "./values.ts";

const maxCodes = 65_535;

/** A column of a whole table as codes; a column the table does not have is one without values. */
export function readCodes(table: ColumnSet, name: string, file: string): CodedColumn {
  const columns = table.columns(name);
  if (!columns) return { values: new Uint8Array(table.rows), dictionary: [] };
  const codes = createCodes(`${file}: ${name}`);
  const values = new Uint16Array(table.rows);
  let at = 0;
  for (const column of columns) {
    fillCodes(column, values.subarray(at, at + column.rows), codes);
    at += column.rows;
  }
  return { values: codes.dictionary.length < 256 ? new Uint8Array(values) : values, dictionary: codes.dictionary };
}

interface Codes {
  readonly dictionary: string[];
  of(value: string): number;
}

function createCodes(name: string): Codes {
  const dictionary: string[] = [];
  const known = new Map<string, number>([["", 0]]);
  return {
    dictionary,
    of(value) {
      const code = known.get(value);
      if (code !== undefined) return code;
      if (dictionary.length === maxCodes) {
        throw new Fault("bad-input", { name, reason: `more than ${maxCodes} different values in one part` });
      }
      known.set(value, dictionary.push(value));
      return dictionary.length;
    },
  };
}

function fillCodes(column: RawColumn, out: Uint16Array, codes: Codes): void {
  const { rows, kind, values } = column;
  if (kind === "code") {
    const lookup = Uint16Array.from(column.dictionary ?? [], (value) => codes.of(value ?? ""));
    for (let i = 0; i < rows; i++) out[i] = lookup[values[i] as number] as number;
  } else if (kind === "number" && values.BYTES_PER_ELEMENT <= 2 && !(values instanceof Float32Array)) {
    fillSmallIntegers(column, out, codes);
  } else fillTexts(column, out, codes);
  fillMissing(column, out, 0);
}

/** 8- and 16-bit integers: their text is made once a value, not once a row. */
function fillSmallIntegers(column: RawColumn, out: Uint16Array, codes: Codes): void {
  const { values } = column;
  const unseen = -1;
  const mask = values.BYTES_PER_ELEMENT === 1 ? 0xff : 0xffff;
  const lookup = new Int32Array(mask + 1).fill(unseen);
  for (let i = 0; i < out.length; i++) {
    const value = values[i] as number;
    let code = lookup[value & mask] as number;
    if (code === unseen) {
      if (!isValid(column, i)) continue;
      code = codes.of(String(value));
      lookup[value & mask] = code;
    }
    out[i] = code;
  }
}

/** Anything else: runs of the same value, common in sorted data, are looked up once. */
function fillTexts(column: RawColumn, out: Uint16Array, codes: Codes): void {
  let before = "";
  let code = 0;
  for (let i = 0; i < out.length; i++) {
    const value = textAt(column, i);
    if (value !== before) {
      before = value;
      code = codes.of(value);
    }
    out[i] = code;
  }
}
