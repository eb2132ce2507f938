/** Where a file of the user's is written. */
export interface ExportFile {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The whole file as a blob that is to be handed over; `null` where it lies on the disk already. */
  close(): Promise<Blob | null>;
  /** Forgets what was written. */
  abort(): Promise<void>;
}

/** What a file is called and how large it may become. */
export interface ExportFileOptions {
  readonly name: string;
  readonly mime: string;
  /** Worth asking the user for a place on the disk, where the browser can. */
  readonly large: boolean;
}

interface SavePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

const hasPicker = (scope: object): scope is SavePicker => "showSaveFilePicker" in scope;

/**
 * A file to write to. A large one is streamed to a place that the user chooses, where the browser offers that (it must be
 * asked for in a click); any other is a blob whose parts the browser may keep on the disk.
 */
export async function openExportFile({ name, mime, large }: ExportFileOptions): Promise<ExportFile> {
  const scope: object = globalThis;
  if (!large || !hasPicker(scope)) return blobFile(mime);
  const handle = await scope.showSaveFilePicker({ suggestedName: name });
  const stream = await handle.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    async close() {
      await stream.close();
      return null;
    },
    abort: () => stream.abort(),
  };
}

/** Bytes that are put into a blob at a time: what is in a blob need not be in the page's memory. */
const blobBytes = 32 << 20;

function blobFile(mime: string): ExportFile {
  const blobs: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const flush = () => {
    if (bytes > 0) blobs.push(new Blob(held));
    held = [];
    bytes = 0;
  };
  return {
    async write(part) {
      held.push(part);
      bytes += part.length;
      if (bytes >= blobBytes) flush();
    },
    async close() {
      flush();
      return new Blob(blobs, { type: mime });
    },
    async abort() {
      blobs.length = 0;
      held = [];
    },
  };
}
