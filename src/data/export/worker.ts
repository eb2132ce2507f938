import wasmUrl from "parquet-wasm/esm/parquet_wasm_bg.wasm?url";
import { announceLife } from "../../worker/life.ts";
import { fetchOwnFile } from "../own-file.ts";
import { serveWriter, type WriterPort } from "./host.ts";

announceLife(self);
// A dedicated worker's global scope is this port.
serveWriter(self as unknown as WriterPort, () => fetchOwnFile(wasmUrl));
