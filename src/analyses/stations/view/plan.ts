import type { StationSet } from "../../../state/travel-stations.ts";

/** One change to the stations that are there. Stations are named by their id. */
export type Change =
  | { readonly kind: "move"; readonly id: string; readonly lon: number; readonly lat: number }
  | { readonly kind: "add"; readonly id: string; readonly lon: number; readonly lat: number }
  | { readonly kind: "close"; readonly id: string }
  | { readonly kind: "crews"; readonly id: string; readonly crews: number };

const kinds = ["move", "add", "close", "crews"] as const;

/** Changes from a setting: `move ST1 121.45 31.3;add new-1 121.4 31.2;close ST3;crews ST2 3`. What cannot be read is left out. */
export function changesOf(text: string): Change[] {
  return text.split(";").flatMap((part): Change[] => {
    const [word, code = "", a = "", b = ""] = part.trim().split(" ");
    const kind = kinds.find((known) => known === word);
    const id = decodeURIComponent(code.replaceAll(/%(?![0-9A-F]{2})/gi, "%25"));
    const [x, y] = [Number(a), Number(b)];
    if (!kind || id === "") return [];
    if (kind === "close") return [{ kind, id }];
    if (a === "" || !Number.isFinite(x)) return [];
    if (kind === "crews") return x >= 0 ? [{ kind, id, crews: Math.min(99, Math.round(x)) }] : [];
    return b !== "" && Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [{ kind, id, lon: x, lat: y }] : [];
  });
}

/** Changes as a setting. */
export function changesText(changes: readonly Change[]): string {
  const place = ({ lon, lat }: { lon: number; lat: number }) => `${lon.toFixed(6)} ${lat.toFixed(6)}`;
  return changes
    .map((change) => {
      const id = encodeURIComponent(change.id);
      if (change.kind === "close") return `close ${id}`;
      return change.kind === "crews" ? `crews ${id} ${change.crews}` : `${change.kind} ${id} ${place(change)}`;
    })
    .join(";");
}

/** How a station stands after changes: as it was, moved or added, or closed. */
export type Standing = "open" | "changed" | "closed";

/** Stations after changes; closed ones stay in the list, and `open` leaves them out. */
export interface Planned extends StationSet {
  readonly standing: readonly Standing[];
}

/** The stations after changes: a later change of the same kind to the same station takes the place of an earlier one. */
export function planned(stations: StationSet, changes: readonly Change[]): Planned {
  const last = <Kind extends Change["kind"]>(kind: Kind, id: string) =>
    changes.findLast((change): change is Extract<Change, { kind: Kind }> => change.kind === kind && change.id === id);
  const added = [...new Set(changes.flatMap(({ kind, id }) => (kind === "add" ? [id] : [])))].filter(
    (id) => !stations.ids.includes(id),
  );
  const ids = [...stations.ids, ...added];
  const place = ids.map((id, row) => {
    const own = last("move", id) ?? last("add", id);
    return own ?? { lon: stations.lon[row] ?? Number.NaN, lat: stations.lat[row] ?? Number.NaN };
  });
  return {
    ids,
    names: ids.map((id, row) => stations.names[row] ?? id),
    lon: Float64Array.from(place, ({ lon }) => lon),
    lat: Float64Array.from(place, ({ lat }) => lat),
    crews: Float64Array.from(ids, (id, row) => last("crews", id)?.crews ?? stations.crews[row] ?? 1),
    standing: ids.map((id) => {
      if (last("close", id)) return "closed";
      return last("move", id) || last("add", id) || last("crews", id) ? "changed" : "open";
    }),
  };
}

/** The stations that are not closed. */
export function openOnes({ standing, ...set }: Planned): StationSet {
  const rows = [...standing.keys()].filter((row) => standing[row] !== "closed");
  const numbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    ids: rows.map((row) => set.ids[row] ?? ""),
    names: rows.map((row) => set.names[row] ?? ""),
    lon: numbers(set.lon),
    lat: numbers(set.lat),
    crews: numbers(set.crews),
  };
}

/** The changes with one more; what it makes void is left out. */
export function withChange(changes: readonly Change[], change: Change): Change[] {
  const isNew = changes.some(({ kind, id }) => kind === "add" && id === change.id);
  if (change.kind === "close" && isNew) return changes.filter(({ id }) => id !== change.id);
  if (change.kind === "move" && isNew) {
    const { lon, lat } = change;
    return changes.map((other) => (other.kind === "add" && other.id === change.id ? { ...other, lon, lat } : other));
  }
  return [...changes.filter(({ kind, id }) => kind !== change.kind || id !== change.id), change];
}

/** The changes without those to one station. */
export function withoutChanges(changes: readonly Change[], id: string): Change[] {
  return changes.filter((change) => change.id !== id);
}

/** An id for a station to be added: the first `new-<n>` that is free. */
export function freshId(changes: readonly Change[]): string {
  let n = 1;
  while (changes.some(({ id }) => id === `new-${n}`)) n++;
  return `new-${n}`;
}
