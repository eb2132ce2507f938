import type { CaseChunk, CodedColumn } from "../../domain/case-chunk.ts";

/** Some chunks of data that grows as one, in their order. All must have their `live` columns. */
export function joinChunks(chunks: readonly CaseChunk[]): CaseChunk {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const fields = new Set(chunks.flatMap(({ codes }) => Object.keys(codes)));
  const words = (of: (chunk: CaseChunk) => Uint32Array | undefined, each = 1) => {
    const out = new Uint32Array(rows * each);
    return filled(out, chunks, of, each);
  };
  return {
    rows,
    reported: words(({ reported }) => reported),
    x: filled(new Uint16Array(rows), chunks, ({ x }) => x),
    y: filled(new Uint16Array(rows), chunks, ({ y }) => y),
    outcome: filled(new Uint8Array(rows), chunks, ({ outcome }) => outcome),
    duration: filled(new Uint8Array(rows), chunks, ({ duration }) => duration),
    codes: Object.fromEntries([...fields].map((field) => [field, joinedCodes(chunks, field, rows)])),
    live: {
      names: words(({ live }) => live?.names, 2),
      due: words(({ live }) => live?.due),
      closed: words(({ live }) => live?.closed),
    },
  };
}

type Column = Uint8Array | Uint16Array | Uint32Array;

function filled<T extends Column>(
  out: T,
  chunks: readonly CaseChunk[],
  of: (chunk: CaseChunk) => T | undefined,
  each = 1,
): T {
  let at = 0;
  for (const chunk of chunks) {
    out.set(of(chunk) ?? [], at);
    at += chunk.rows * each;
  }
  return out;
}

function joinedCodes(chunks: readonly CaseChunk[], field: string, rows: number): CodedColumn {
  const codeOf = new Map<string, number>();
  const values = new Uint16Array(rows);
  let at = 0;
  for (const { rows: count, codes } of chunks) {
    const column = codes[field];
    if (column) {
      const translate = column.dictionary.map((text) => {
        const code = codeOf.get(text) ?? codeOf.size + 1;
        codeOf.set(text, code);
        return code;
      });
      for (let i = 0; i < count; i++) values[at + i] = translate[(column.values[i] ?? 0) - 1] ?? 0;
    }
    at += count;
  }
  return { values: codeOf.size > 255 ? values : Uint8Array.from(values), dictionary: [...codeOf.keys()] };
}

/** Rows `from` (included) to `to` (excluded) of a chunk, copied. */
export function sliceChunk(chunk: CaseChunk, from: number, to: number): CaseChunk {
  const { live } = chunk;
  return {
    rows: to - from,
    reported: chunk.reported.slice(from, to),
    x: chunk.x.slice(from, to),
    y: chunk.y.slice(from, to),
    outcome: chunk.outcome.slice(from, to),
    duration: chunk.duration.slice(from, to),
    codes: Object.fromEntries(
      Object.entries(chunk.codes).map(([field, { values, dictionary }]) => [
        field,
        { values: values.slice(from, to), dictionary },
      ]),
    ),
    ...(live && {
      live: {
        names: live.names.slice(2 * from, 2 * to),
        due: live.due.slice(from, to),
        closed: live.closed.slice(from, to),
      },
    }),
  };
}
