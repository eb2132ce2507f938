import { toFault } from "../../domain/fault.ts";
import type { WasmSource } from "../decode/parquet.ts";
import { inTurn, settled } from "../tasks.ts";
import { writeTable } from "./formats.ts";
import { pagesOfIpc } from "./pages.ts";
import type { ExportSetup, FromWriter, ToWriter } from "./protocol.ts";
import type { ExportPage } from "./table.ts";

/** What of a worker's scope, or of a port, the writer uses. */
export interface WriterPort {
  postMessage(message: FromWriter, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToWriter>) => void): void;
}

/** Bytes are handed over in portions of at least this. */
const portionBytes = 1 << 18;

/** Writes one table into bytes: the page side sends its rows as they are wanted, and takes the bytes. */
export function serveWriter(port: WriterPort, wasm: () => WasmSource): void {
  let next = settled<ToWriter>();
  port.addEventListener("message", ({ data }) => {
    if (data.type !== "begin") {
      next.resolve(data);
      return;
    }
    write(data.setup).catch((error: unknown) => {
      const { code, values } = toFault(error, "bad-input", { name: data.setup.name });
      port.postMessage({ type: "failed", fault: { code, values } });
    });
  });

  async function answer(message: FromWriter, transfer: Transferable[] = []): Promise<ToWriter> {
    next = settled<ToWriter>();
    port.postMessage(message, transfer);
    return next.promise;
  }

  async function write({ name, fields, format, provenance }: ExportSetup): Promise<void> {
    let rows = 0;
    // Wants and bytes take turns on one port: a page is asked for only when no bytes wait to be taken.
    const turns = inTurn();
    async function* pages(): AsyncGenerator<ExportPage> {
      for (;;) {
        const reply = await turns(() => answer({ type: "want", rows }));
        if (reply.type !== "page") return;
        for (const page of pagesOfIpc(reply.ipc, fields)) {
          yield page;
          rows += page.rows;
        }
      }
    }
    const send = (bytes: Uint8Array<ArrayBuffer>) => turns(() => answer({ type: "bytes", bytes }, [bytes.buffer]));
    for await (const portion of portions(writeTable({ name, fields, pages: pages() }, { format, provenance, wasm }))) {
      await send(portion);
    }
    port.postMessage({ type: "done", rows });
  }
}

async function* portions(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of parts) {
    held.push(part);
    bytes += part.length;
    if (bytes < portionBytes) continue;
    yield joined(held, bytes);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield joined(held, bytes);
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
