import type { ShapeColumn, TableColumns } from "../data/decode/protocol.ts";
import type { DatasetHandle } from "../data/source.ts";
import { codeField, numberField } from "../data/table-columns.ts";
import type { EventAction, Stage } from "../domain/process.ts";

/** What happens beside the way of a case, and its verifications, in the order of codes. */
export const sideKinds = ["suspend", "resume", "rework", "call", "verify"] as const satisfies readonly (
  | EventAction
  | Stage
)[];

/** Events beside the way of cases, in the order of cases and times. */
export interface SideEvents {
  /** Row of the case among all cases. */
  readonly caseRow: Uint32Array;
  /** Index into `sideKinds`. */
  readonly kind: Uint8Array;
  readonly at: Float64Array;
  /** Level of a call, 0 where none is stated. */
  readonly level: Uint8Array;
  /** Seconds that the log allows for the step, NaN where it says nothing. */
  readonly limit: Float64Array;
  /** Which kinds the log has at all: of the others nothing is known. */
  readonly has: readonly boolean[];
}

const kindNames: readonly string[] = sideKinds;
const verify = sideKinds.indexOf("verify");

const known = new WeakMap<DatasetHandle, Promise<SideEvents | null>>();

/** The side events of a dataset, read once; `null` where it has no log. */
export function sideEvents(handle: DatasetHandle): Promise<SideEvents | null> {
  const own = known.get(handle) ?? read(handle);
  known.set(handle, own);
  own.catch(() => known.delete(handle));
  return own;
}

interface Side {
  readonly id: string;
  readonly kind: number;
  readonly at: number;
  readonly level: number;
  readonly limit: number;
}

async function read(handle: DatasetHandle): Promise<SideEvents | null> {
  if (!handle.tables.includes("case_events")) return null;
  const found = new Map<number, Side[]>();
  const decoder = new TextDecoder();
  await handle.eachPart("case_events", ["case_id", "stage", "action", "at", "call_level", "limit_s"], {
    onPart: (part) => collect(part, { found, decoder }),
  });
  const sides: (Side & { readonly row: number })[] = [];
  let before = 0;
  await handle.eachPart("cases", ["case_id"], {
    onPart(part) {
      const ids = bytesField(part);
      for (let row = 0; row < part.rows; row++) {
        const own = found.get(hashOf(ids, row));
        if (!own) continue;
        const id = decoder.decode(textOf(ids, row));
        for (const side of own) if (side.id === id) sides.push({ ...side, row: before + row });
      }
      before += part.rows;
    },
  });
  sides.sort((a, b) => a.row - b.row || a.at - b.at);
  return {
    caseRow: Uint32Array.from(sides, ({ row }) => row),
    kind: Uint8Array.from(sides, ({ kind }) => kind),
    at: Float64Array.from(sides, ({ at }) => at),
    level: Uint8Array.from(sides, ({ level }) => level),
    limit: Float64Array.from(sides, ({ limit }) => limit),
    has: sideKinds.map((_, kind) => sides.some((side) => side.kind === kind)),
  };
}

interface Collected {
  readonly found: Map<number, Side[]>;
  readonly decoder: TextDecoder;
}

function collect(part: TableColumns, { found, decoder }: Collected): void {
  const [ids, stages, actions] = [bytesField(part), codeField(part, "stage"), codeField(part, "action")];
  const [at, levels, limits] = (["at", "call_level", "limit_s"] as const).map((field) => numberField(part, field));
  const kinds = ["", ...actions.dictionary].map((action) => kindNames.indexOf(action));
  const forward = 1 + actions.dictionary.indexOf("forward");
  const verification = 1 + stages.dictionary.indexOf("verify");
  for (let row = 0; row < part.rows; row++) {
    const action = actions.values[row] ?? 0;
    const isVerified = verification > 0 && stages.values[row] === verification && (action === 0 || action === forward);
    const kind = isVerified ? verify : (kinds[action] ?? -1);
    if (kind < 0) continue;
    const hash = hashOf(ids, row);
    const id = decoder.decode(textOf(ids, row));
    const level = levels?.[row] ?? Number.NaN;
    const side = {
      id,
      kind,
      at: at?.[row] ?? Number.NaN,
      level: level >= 1 && level <= 255 ? level : 0,
      limit: limits?.[row] ?? Number.NaN,
    };
    const own = found.get(hash);
    if (own) own.push(side);
    else found.set(hash, [side]);
  }
}

function bytesField(part: TableColumns): ShapeColumn {
  const column = part.fields.case_id;
  if (column && "borders" in column) return column;
  throw new Error("case_id was not read as bytes");
}

function textOf({ bytes, borders }: ShapeColumn, row: number): Uint8Array {
  return bytes.subarray(borders[row], borders[row + 1]);
}

/** FNV-1a of a text's bytes: equal texts have equal hashes, and few others do. */
function hashOf({ bytes, borders }: ShapeColumn, row: number): number {
  const end = borders[row + 1] ?? 0;
  let hash = 0x811c9dc5;
  for (let at = borders[row] ?? 0; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Stretches of suspension of each of some cases, one behind the other: those of case i lie between two starts. */
export interface Pauses {
  readonly pauseStart: Uint32Array;
  readonly pauseFrom: Float64Array;
  readonly pauseTo: Float64Array;
  /** The last moment at which the work of a case was sent back, NaN for none. */
  readonly reworked: Float64Array;
}

/** The pauses of the cases in `rows` (ascending). A suspension without a resumption goes on. */
export function pausesOfCases(side: SideEvents | null, rows: Uint32Array): Pauses {
  const pauseStart = new Uint32Array(rows.length + 1);
  const reworked = new Float64Array(rows.length).fill(Number.NaN);
  const [from, to]: [number[], number[]] = [[], []];
  let e = 0;
  for (const [i, row] of rows.entries()) {
    pauseStart[i] = from.length;
    while (side && (side.caseRow[e] ?? Number.POSITIVE_INFINITY) < row) e++;
    let isOpen = false;
    for (; side && side.caseRow[e] === row; e++) {
      const [kind, at] = [sideKinds[side.kind[e] ?? 0], side.at[e] ?? Number.NaN];
      if (kind === "rework") reworked[i] = at;
      if (kind === "suspend" && !isOpen) {
        from.push(at);
        to.push(Number.NaN);
        isOpen = true;
      }
      if (kind === "resume" && isOpen) {
        to[to.length - 1] = at;
        isOpen = false;
      }
    }
  }
  pauseStart[rows.length] = from.length;
  return { pauseStart, pauseFrom: Float64Array.from(from), pauseTo: Float64Array.from(to), reworked };
}
