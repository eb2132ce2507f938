import { describe, expect, test } from "vitest";
import { hasShared, sharedText } from "../../../test/support/shared.ts";
import { isEventFile, sampleEvents } from "../event-file.ts";
import { guessEventNames } from "./event-columns.ts";
import { momentsOf, readEventRows } from "./event-rows.ts";
import { parseXes } from "./xes.ts";

const log = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a > comment -->
<log xes.version="1.0">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="unknown"/></global>
  <trace>
    <string key="concept:name" value="A &amp; B"/>
    <event>
      <string key="concept:name" value="discover"/>
      <date key="time:timestamp" value="2024-03-01T08:00:00.250+08:00"/>
      <string key="org:resource" value="P&#49;"><string key="nested" value="no"/></string>
    </event>
    <event><date key="time:timestamp" value="2024-03-01T01:00:00Z"/><string key='concept:name' value='hand>le'/></event>
    <event/>
  </trace>
  <trace><string key="concept:name" value="empty"/></trace>
</log>`;

const part = (text: string, format: "xes" | "csv") => ({
  file: { name: `log.${format}`, at: { blob: new Blob([text]) } },
  format,
});

describe("XES", () => {
  test("traces and events become rows; what is nested or global is passed over", () => {
    const { count, columns } = parseXes(log, "log.xes");
    expect(count).toBe(3);
    expect(columns.get("case:concept:name")).toEqual(["A & B", "A & B", "A & B"]);
    expect(columns.get("concept:name")).toEqual(["discover", "hand>le", ""]);
    expect(columns.get("org:resource")).toEqual(["P1", "", ""]);
    expect(columns.has("nested")).toBe(false);
  });

  test("entities cannot be defined: a document type is refused, an unknown entity stays text", () => {
    const bomb = `<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log/>`;
    expect(() => parseXes(bomb, "bomb.xes")).toThrow("document type");
    expect(
      parseXes(`<log><trace><event><string key="k" value="&b;"/></event></trace></log>`, "x").columns.get("k"),
    ).toEqual(["&b;"]);
  });

  test.each(["<log><trace></log>", "<log>", '<log a="', "</log>", "<!-- "])(
    "broken %s is said to be corrupt",
    (text) => {
      expect(() => parseXes(text, "broken.xes")).toThrow("corrupt");
    },
  );
});

describe("files of events", () => {
  test("an XES file gives cases, stages and instants", async () => {
    const { table, fractions } = await readEventRows(part(log, "xes"), {});
    expect(fractions).toBe(true);
    expect(table.fields.stage).toMatchObject({ dictionary: ["discover", "hand>le"] });
    const at = table.fields.at instanceof Float64Array ? [...table.fields.at] : [];
    // Both on the clock of the first offset: one hour and less than a second apart.
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeCloseTo(3600 - 0.25, 6);
    expect(at[2]).toBeNaN();
  });

  test("a CSV is read by its headers, Chinese ones too", async () => {
    const { table } = await readEventRows(
      part("案件编号,环节,时间,序号\nA,立案,2024-03-01 08:00:00,2\nA,handle,2024/3/1 9:30,\n", "csv"),
      {},
    );
    expect(table.fields.at).toEqual(
      Float64Array.of(Date.UTC(2024, 2, 1, 8) / 1000, Date.UTC(2024, 2, 1, 9, 30) / 1000),
    );
    expect(table.fields.stage).toMatchObject({ dictionary: ["立案", "handle"] });
    expect(table.fields.seq).toEqual(Float64Array.of(2, Number.NaN));
  });

  test("a file that does not say case, stage or time names what is missing", async () => {
    await expect(readEventRows(part("case_id,at\nA,2024-03-01\n", "csv"), {})).rejects.toThrow("stage");
  });

  test("times that are none are NaN, offsets count, dates alone are midnight", () => {
    const { seconds, fractions } = momentsOf(["x", "", "2024-03-01", "2024-03-01 00:00:00+0100"]);
    const day = Date.UTC(2024, 2, 1) / 1000;
    expect([...seconds]).toEqual([Number.NaN, Number.NaN, day, day]);
    expect(fractions).toBe(false);
  });

  test.skipIf(!hasShared("oracles/08-process"))(
    "the receipt log of PM4Py is read whole, to the millisecond",
    async () => {
      const { table, fractions } = await readEventRows(part(sharedText("oracles/08-process/receipt.csv"), "csv"), {});
      expect(table.rows).toBe(8577);
      expect(fractions).toBe(true);
      expect(table.fields.stage).toMatchObject({ dictionary: { length: 27 } });
    },
  );
});

describe("packed files and columns that the user names", () => {
  const csv =
    "Vorgang,Schritt,wann,wer\nA,discover,2024-03-01 08:00,Li\nA,handle,2024-03-01 09:00,Wang\nB,discover,2024-03-02,Li\n";
  const names = { case_id: "Vorgang", stage: "Schritt", at: "wann", actor_id: "wer" };

  async function packed(text: string, name: string) {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return { name, at: { blob: new Blob([await new Response(stream).arrayBuffer()]) } };
  }

  test("the columns that are named are read, and staff are numbers in the order of their coming", async () => {
    const { table } = await readEventRows({ ...part(csv, "csv"), shape: { table: "case_events", names } }, {});
    expect(table.rows).toBe(3);
    expect(table.fields.stage).toMatchObject({ dictionary: ["discover", "handle"] });
    expect(table.fields.actor_id).toMatchObject({ dictionary: ["P1", "P2"] });
    expect(JSON.stringify(table.fields)).not.toMatch(/Li|Wang/);
  });

  test("without names they are found by what they are usually called, whatever their case", () => {
    const found = guessEventNames(["Case ID", "Activity", "Complete Timestamp", "Resource", "cost"]);
    expect(found).toEqual({ case_id: "Case ID", stage: "Activity", at: "Complete Timestamp", actor_id: "Resource" });
    expect(guessEventNames(["案件编号", "环节", "时间", "经办人"])).toMatchObject({
      actor_id: "经办人",
      stage: "环节",
    });
  });

  test("a named column that the file lacks is a fault that names it", async () => {
    const shape = { table: "case_events" as const, names: { ...names, at: "when" } };
    await expect(readEventRows({ ...part(csv, "csv"), shape }, {})).rejects.toMatchObject({
      code: "missing-column",
      values: { column: "when" },
    });
  });

  test("XES and CSV packed with gzip are read like the plain files; broken packing is a fault", async () => {
    const plain = await readEventRows(part(log, "xes"), {});
    const file = await packed(log, "log.xes.gz");
    expect(await readEventRows({ file, format: "xes" }, {})).toEqual(plain);
    const broken = { name: "log.csv.gz", at: { blob: new Blob(["no gzip"]) } };
    await expect(readEventRows({ file: broken, format: "csv" }, {})).rejects.toMatchObject({ code: "corrupt" });
  });

  test("more different values than codes are a fault, not another stage", async () => {
    const many = `case_id,stage,at\n${Array.from({ length: 65_600 }, (_, i) => `A,s${i},2024-03-01`).join("\n")}`;
    await expect(readEventRows(part(many, "csv"), {})).rejects.toMatchObject({ code: "bad-input" });
  });

  test("the beginning of a table tells its columns, some rows and what they seem to be", async () => {
    const long = `case_id;环节;at\n${"A1;处置;2024-03-01 08:00\n".repeat(9000)}`;
    const sample = await sampleEvents({ path: "log.csv", blob: new Blob([long]) });
    expect(sample).toEqual({
      columns: ["case_id", "环节", "at"],
      rows: Array.from({ length: 5 }, () => ["A1", "处置", "2024-03-01 08:00"]),
      names: { case_id: "case_id", stage: "环节", at: "at" },
    });
    const { at } = await packed(long, "log.csv.gz");
    expect(await sampleEvents({ path: "log.csv.gz", blob: at.blob })).toEqual(sample);
    await expect(sampleEvents({ path: "log.csv", blob: new Blob([""]) })).rejects.toMatchObject({ code: "file-empty" });
    const broken = { path: "log.csv.gz", blob: new Blob(["no gzip"]) };
    await expect(sampleEvents(broken)).rejects.toMatchObject({ code: "corrupt" });
  });

  test("files are known by their names", () => {
    for (const path of ["a.xes", "a.XES.GZ", "x/case_events_2024.csv", "案件环节.csv.gz"])
      expect(isEventFile({ path })).toBe(true);
    expect(isEventFile({ path: "cases.csv" })).toBe(false);
  });
});
