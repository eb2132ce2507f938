import type { Manifest } from "../../domain/manifest.ts";
import type { TableName } from "../../domain/tables.ts";
import { parsedJson } from "../kept.ts";
import type { Recipe } from "./recipe.ts";

/** A file of an imported dataset: rows of one table as Arrow IPC. */
export interface ImportedFile {
  readonly name: string;
  readonly table: TableName;
  readonly rows: number;
  readonly blob: Blob;
}

/** An imported dataset as it is kept on this machine. */
export interface ImportedDataset {
  readonly manifest: Manifest;
  readonly recipe: Recipe;
  /** A dataset at a URL whose other tables it adds to. */
  readonly base?: string | undefined;
  /** Tables of which the base keeps its rows: rows were added behind them. */
  readonly added?: readonly TableName[] | undefined;
  readonly files: readonly ImportedFile[];
}

/** What a list shows of an imported dataset. */
export interface ImportedEntry {
  readonly id: string;
  readonly title: Manifest["title"];
  readonly rows: number;
  readonly bytes: number;
  /** Whether it is on disk (OPFS), or only in the memory of this page. */
  readonly isKept: boolean;
}

const folderName = "imports";
const memory = new Map<string, ImportedDataset>();

async function folder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(folderName, { create: true });
  } catch {
    return undefined;
  }
}

async function writeFile(into: FileSystemDirectoryHandle, name: string, content: Blob): Promise<void> {
  const handle = await into.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(content);
  await stream.close();
}

/** Keeps a dataset on this machine, in the place of one with the same id; in memory only where the browser keeps no files. */
export async function keepImported(id: string, dataset: ImportedDataset): Promise<boolean> {
  memory.set(id, dataset);
  const root = await folder();
  if (!root) return false;
  try {
    // Files that stay are read from the folder before, which goes only when the new one is named.
    const before = await folderOf(root, id);
    const next = before === `${id}.a` ? `${id}.b` : `${id}.a`;
    await root.removeEntry(next, { recursive: true }).catch(() => undefined);
    const into = await root.getDirectoryHandle(next, { create: true });
    for (const { name, blob } of dataset.files) await writeFile(into, name, blob);
    const { files, ...rest } = dataset;
    const index = { ...rest, files: files.map(({ name, table, rows }) => ({ name, table, rows })) };
    await writeFile(into, "dataset.json", new Blob([JSON.stringify(index)]));
    await writeFile(root, `${id}.json`, new Blob([JSON.stringify({ folder: next })]));
    if (before !== undefined) await root.removeEntry(before, { recursive: true }).catch(() => undefined);
    const kept = await readFolder(root, id);
    if (kept) memory.set(id, kept);
    return kept !== undefined;
  } catch {
    return false;
  }
}

async function textIn(into: FileSystemDirectoryHandle, name: string): Promise<string> {
  return (await (await into.getFileHandle(name)).getFile()).text();
}

/** The folder that holds a dataset now; undefined where there is none. */
async function folderOf(root: FileSystemDirectoryHandle, id: string): Promise<string | undefined> {
  const text = await textIn(root, `${id}.json`).catch(() => "");
  const pointer = parsedJson(text);
  return typeof pointer === "object" && pointer !== null && "folder" in pointer ? String(pointer.folder) : undefined;
}

async function readFolder(root: FileSystemDirectoryHandle, id: string): Promise<ImportedDataset | undefined> {
  try {
    const from = await root.getDirectoryHandle((await folderOf(root, id)) ?? "");
    // Written by this program; a folder that was tampered with fails below and counts as none.
    const index = parsedJson(await textIn(from, "dataset.json")) as Omit<ImportedDataset, "files"> & {
      readonly files: readonly Omit<ImportedFile, "blob">[];
    };
    const files = await Promise.all(
      index.files.map(async (file) => ({ ...file, blob: await (await from.getFileHandle(file.name)).getFile() })),
    );
    return { ...index, files };
  } catch {
    return undefined;
  }
}

/** A dataset that was imported on this machine; undefined where there is none of that id. */
export async function importedDataset(id: string): Promise<ImportedDataset | undefined> {
  const known = memory.get(id);
  if (known) return known;
  const root = await folder();
  return root && readFolder(root, id);
}

const entryOf = (id: string, { manifest, files }: ImportedDataset, isKept: boolean): ImportedEntry => ({
  id,
  title: manifest.title,
  rows: files.reduce((sum, { rows }) => sum + rows, 0),
  bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
  isKept,
});

/** The datasets that were imported on this machine. */
export async function listImported(): Promise<ImportedEntry[]> {
  const entries = new Map([...memory].map(([id, dataset]) => [id, entryOf(id, dataset, false)]));
  const root = await folder();
  if (root) {
    for await (const name of root.keys()) {
      const id = /^(.*)\.json$/.exec(name)?.[1];
      const dataset = id === undefined ? undefined : await readFolder(root, id);
      if (id !== undefined && dataset) entries.set(id, entryOf(id, dataset, true));
    }
  }
  return [...entries.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Removes an imported dataset from this machine. */
export async function removeImported(id: string): Promise<void> {
  memory.delete(id);
  const root = await folder();
  await root?.removeEntry(`${id}.json`).catch(() => undefined);
  for (const name of [`${id}.a`, `${id}.b`]) await root?.removeEntry(name, { recursive: true }).catch(() => undefined);
}
