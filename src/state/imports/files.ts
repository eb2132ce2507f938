import type { CoordinateSystem } from "../../data/import/coordinates.ts";
import type { BaseAreas } from "../../data/import/known-areas.ts";
import { fieldFilling } from "../../data/import/match.ts";
import type { Constant, FieldRecipe, TableRecipe } from "../../data/import/recipe.ts";
import type { DroppedFile } from "../../data/source.ts";
import { toFault } from "../../domain/fault.ts";
import { tableSpec } from "../../domain/tables.ts";
import type { ControlPoint } from "../../lib/control-points.ts";
import { setView } from "../actions.ts";
import { store } from "../store.ts";
import { likelyDestination } from "./destination.ts";
import { showExamples } from "./examples.ts";
import {
  emptyImport,
  type ImportFile,
  type ImportState,
  importer,
  importFile,
  imports,
  patchFile,
  patchImport,
  type Said,
} from "./store.ts";
import { withoutValue, withValue } from "./values.ts";

const nameOf = (path: string): string => path.split("/").pop() ?? path;

/** Opens the wizard with files. */
export function startImport(files: readonly DroppedFile[]): void {
  importer.stop();
  setView("data");
  const { manifest } = store.getState().session;
  patchImport({
    ...emptyImport,
    listed: imports.getState().listed,
    step: "map",
    title: nameOf(files[0]?.path ?? "").replace(/\.[a-z0-9.]+$/i, ""),
    timeZone: manifest?.timeZone ?? emptyImport.timeZone,
    files: files.map(
      ({ path, blob }): ImportFile => ({
        name: nameOf(path),
        blob,
        said: {},
        sniffed: null,
        fault: null,
        table: null,
        fields: {},
        unlisted: {},
        coordinates: null,
        controlPoints: [],
        systems: [],
      }),
    ),
  });
  void sniffAll();
}

async function sniffAll(): Promise<void> {
  patchImport({ busy: "sniff" });
  for (const { name } of imports.getState().files) await sniffFile(name);
  patchImport({ busy: null, destination: likelyDestination() });
}

/** Looks at a file again, as the table, the sheet or the encoding that the user names. */
export async function sniffFile(name: string, said: Said = {}): Promise<void> {
  const file = importFile(name);
  if (!file) return;
  const all = { ...file.said, ...said };
  const network: TableRecipe["network"] =
    all.table === "road_edges" ? "edges" : all.table === "road_nodes" ? "nodes" : undefined;
  const options = { ...all, ...(file.sniffed?.network && network && { network }) };
  await importer.run("sniff", { file: { name, blob: file.blob }, options }).then(
    (sniffed) => {
      const { match, coordinates } = sniffed;
      const found = { sniffed, table: match.table, fields: match.fields, coordinates: coordinates ?? null };
      patchFile(name, { ...found, said: all, unlisted: {}, fault: null });
      return compareSystems(name).catch(() => undefined);
    },
    (error: unknown) => {
      const fault = toFault(error, "corrupt", { file: name });
      if (fault.code !== "aborted") patchFile(name, { fault, said: all, sniffed: null, table: null });
    },
  );
}

/** The areas of the open dataset. */
export function baseAreas(): BaseAreas[] {
  return [...store.getState().session.areas.values()].map(({ level, ids, names, polygons }) => ({
    level,
    ids,
    names,
    polygons,
  }));
}

/** Whether the positions fit the open dataset's areas better in another system: shifted by hundreds of metres, say. */
async function compareSystems(name: string): Promise<void> {
  const file = importFile(name);
  if (!file?.sniffed || file.sniffed.isStated || !file.fields.lon || !file.fields.lat) return;
  const column = (field: string) =>
    file.sniffed?.columns.find((known) => known.name === file.fields[field]?.from?.[0])?.values ?? [];
  const numbers = (field: string) => column(field).map((text) => (text === "" ? Number.NaN : Number(text)));
  const level = (["duty_grid", "community", "street_town"] as const).find(
    (wanted) => file.fields[`stated_${wanted}_id`],
  );
  const stated = level ? { level, stated: column(`stated_${level}_id`) } : {};
  const positions = { x: numbers("lon"), y: numbers("lat"), ...stated };
  const chosen = file.coordinates ?? undefined;
  const systems = await importer.run("systems", { positions, areas: baseAreas(), chosen });
  patchFile(name, { systems });
}

/** Says how a field is filled; null leaves it empty. */
export function setField(name: string, field: string, filling: FieldRecipe | null): void {
  const file = importFile(name);
  if (!file) return;
  const { [field]: _, ...others } = file.fields;
  patchFile(name, { fields: filling ? { ...others, [field]: filling } : others });
  if (field === "lon" || field === "lat") void compareSystems(name).catch(() => undefined);
}

/** Fills a field from a column, its values and times read as the matcher would. */
export function setColumn(name: string, field: string, column: string): void {
  const file = importFile(name);
  const found = file?.sniffed?.columns.find((known) => known.name === column);
  if (!file?.table || !file.sniffed || !found) return;
  const values = found.distinct?.map(({ value }) => value) ?? found.values;
  setField(name, field, fieldFilling({ table: file.table, name: field, column, values }, file.sniffed.match.profile));
}

/** Says what a value of a file means for a field: null is unknown, undefined what happens to values that are not listed. */
export function setValue(name: string, field: string, change: { source: string; meaning?: Constant }): void {
  const file = importFile(name);
  const filling = file?.fields[field];
  if (!file?.table || !filling) return;
  const spec = tableSpec(file.table).fields[field];
  const { source, meaning } = change;
  const next = meaning === undefined ? withoutValue(filling, source) : withValue({ filling, spec }, source, meaning);
  setField(name, field, next);
}

export function setCoordinates(name: string, coordinates: CoordinateSystem): void {
  patchFile(name, { coordinates });
  void compareSystems(name).catch(() => undefined);
}

export function setControlPoints(name: string, controlPoints: readonly ControlPoint[]): void {
  patchFile(name, { controlPoints });
}

export function setImport(part: Partial<Pick<ImportState, "title" | "timeZone" | "destination">>): void {
  patchImport({ ...part, outcome: null });
}

export function dropFile(name: string): void {
  imports.setState(({ files }) => ({ files: files.filter((file) => file.name !== name), outcome: null }));
  if (imports.getState().files.length === 0) cancelImport();
}

/** Stops what is being done; the open dataset stays as it is. */
export function cancelImport(): void {
  importer.stop();
  showExamples([]);
  patchImport({ ...emptyImport, listed: imports.getState().listed });
}
