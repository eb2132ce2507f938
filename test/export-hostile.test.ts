import { MessageChannel } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { columnsToIpc } from "../src/data/arrow.ts";
import { writeInWorker } from "../src/data/export/client.ts";
import { type ExportFormat, writeTable } from "../src/data/export/formats.ts";
import { serveWriter, type WriterPort } from "../src/data/export/host.ts";
import type { ExportSetup } from "../src/data/export/protocol.ts";
import { fileName } from "../src/data/export/shapefile.ts";
import type { ExportField } from "../src/data/export/table.ts";
import { sheetName, xmlText } from "../src/data/export/xlsx-parts.ts";
import { withoutFormula } from "../src/lib/csv-write.ts";
import { bytesOf, provenanceFor, tableFrom, wasm } from "./support/export-tables.ts";
import { unzipped } from "./support/unzip.ts";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const fields: ExportField[] = [{ name: "a", type: "text" }];

async function parts(format: ExportFormat, cells: readonly string[]): Promise<Map<string, Uint8Array>> {
  const rows = { fields, rows: cells.map((cell) => [cell]) };
  return unzipped(
    await bytesOf(writeTable(tableFrom(rows), { format, provenance: provenanceFor(cells.length), wasm })),
  );
}

describe("hostile cells", () => {
  const hostile = ["=cmd|'/c calc'!A1", "+1+cmd", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'];

  test("no CSV cell begins as a formula does", async () => {
    const csv = text((await parts("csv", hostile)).get("表.csv"));
    const cells = csv.replace("\ufeff", "").split("\r\n").slice(1, -1);
    for (const cell of cells) expect(cell).toMatch(/^"?'/);
    expect(cells).toHaveLength(hostile.length);
  });

  test("numbers that are texts keep their sign, since they run as nothing", () => {
    expect(["-3.5", "+86", "-", "=3"].map(withoutFormula)).toEqual(["-3.5", "+86", "'-", "'=3"]);
  });

  test("an XLSX has no formula at all, and markup in cells and names stays text", async () => {
    const sheet = text(
      (await parts("xlsx", [...hostile, "<script>alert(1)</script>", "]]>", "\u0000\u0008"])).get(
        "xl/worksheets/sheet1.xml",
      ),
    );
    expect(sheet).not.toContain("<f>");
    expect(sheet).not.toContain("<script");
    expect(sheet).toContain("_x0000__x0008_");
    expect(sheet.match(/t="inlineStr"/g)).toHaveLength(hostile.length + 4);
  });

  test("a text that looks like Excel's own escape stays itself, and half a letter is no XML", () => {
    expect(xmlText("_x0041_")).toBe("_x005F_x0041_");
    expect(xmlText("a\ud800b")).toBe("a_xD800_b");
    expect(sheetName("a/b:c*[d]?'")).toBe("a b c  d  ");
    expect(sheetName("///")).toBe("Sheet");
  });

  test("names of files leave no folder and hide nothing", () => {
    expect(["../../etc/passwd", "C:\\x", ".hidden", "", "案件 2024"].map(fileName)).toEqual([
      "etc_passwd",
      "C_x",
      "hidden",
      "table",
      "案件_2024",
    ]);
  });
});

describe("the writer behind a port", () => {
  /** The writer's code behind a message port of this process, which has all of a worker that is used. */
  function startHere(): Worker {
    const { port1, port2 } = new MessageChannel();
    serveWriter(port2 as unknown as WriterPort, wasm);
    const terminate = () => {
      port1.close();
      port2.close();
    };
    return Object.assign(port1, { terminate }) as unknown as Worker;
  }
  const setup = (format: ExportFormat, rows: number): ExportSetup => ({
    name: "表",
    fields: [
      { name: "n", type: "float64" },
      { name: "s", type: "text" },
    ],
    format,
    provenance: provenanceFor(rows),
  });
  const page = (from: number) =>
    columnsToIpc({ n: Float64Array.of(from, from + 1, Number.NaN), s: ["一", "", "=1"] }).slice();

  test("asks for page after page and hands over the same bytes as the writer itself", async () => {
    const taken: Uint8Array<ArrayBuffer>[] = [];
    const progress: number[] = [];
    const rows = await writeInWorker(setup("csv", 6), {
      source: async (onPart) => {
        await onPart(page(0));
        await onPart(page(10));
      },
      sink: { write: async (bytes) => void taken.push(bytes) },
      onRows: (done) => progress.push(done),
      start: startHere,
    });
    expect(rows).toBe(6);
    expect(progress).toEqual([0, 3, 6]);
    const files = await unzipped(new Uint8Array(await new Blob(taken).arrayBuffer()));
    expect(text(files.get("表.csv"))).toBe("n,s\r\n0,一\r\n1,\r\n,'=1\r\n10,一\r\n11,\r\n,'=1\r\n");
  });

  test("cancelling stops it, and what gives the rows hears of it", async () => {
    const controller = new AbortController();
    let heard: unknown;
    const writing = writeInWorker(setup("parquet", 9), {
      source: async (onPart) => {
        await onPart(page(0));
        controller.abort(new DOMException("stop", "AbortError"));
        await onPart(page(1)).catch((error: unknown) => {
          heard = error;
          throw error;
        });
      },
      sink: { write: async () => {} },
      signal: controller.signal,
      start: startHere,
    });
    await expect(writing).rejects.toThrow("stop");
    await new Promise((done) => setTimeout(done, 20));
    expect(heard).toBeInstanceOf(DOMException);
  });

  test("a refusal, a full disk and a failing query come back as what they are", async () => {
    const give = async (onPart: (ipc: Uint8Array) => Promise<void>) => onPart(page(0));
    const sink = { write: async () => {} };
    const refused = writeInWorker(setup("xlsx", 1_000_000), { source: give, sink, start: startHere });
    await expect(refused).rejects.toMatchObject({ code: "export-rows" });
    const full = { write: () => Promise.reject(new Error("no room")) };
    await expect(writeInWorker(setup("csv", 3), { source: give, sink: full, start: startHere })).rejects.toThrow(
      "no room",
    );
    const broken = () => Promise.reject(new Error("no such table"));
    await expect(writeInWorker(setup("csv", 3), { source: broken, sink, start: startHere })).rejects.toThrow(
      "no such table",
    );
  });
});
