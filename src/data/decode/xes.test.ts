import { describe, expect, test } from "vitest";
import { hasShared, sharedText } from "../../../test/support/shared.ts";
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
