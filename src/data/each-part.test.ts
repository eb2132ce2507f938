import { expect, test } from "vitest";
import { hasDataset, openFolder } from "../../test/support/open-folder.ts";
import { textField } from "./table-columns.ts";

test.skipIf(!hasDataset("sample"))("a large table comes part by part in its order, its texts as bytes", async () => {
  const { handle } = openFolder("sample");
  const ids: string[] = [];
  const decoder = new TextDecoder();
  let rows = 0;
  await handle.eachPart("stations", ["station_id", "crews", "area_id"], {
    onPart({ rows: own, fields: { station_id: column } }, buffers) {
      rows += own;
      expect(buffers.length).toBeGreaterThan(0);
      if (!column || !("borders" in column)) throw new Error("ids are no bytes");
      for (let i = 0; i < own; i++)
        ids.push(decoder.decode(column.bytes.subarray(column.borders[i], column.borders[i + 1])));
    },
  });
  expect(rows).toBe(handle.rows("stations"));
  expect(ids).toEqual(textField(await handle.columns("stations", ["station_id"]), "station_id"));
  const months: number[] = [];
  await handle.eachPart("case_events", ["case_id", "at"], {
    onPart: ({ fields: { at } }) => {
      if (at instanceof Float64Array) months.push(Math.min(...at.subarray(0, 1000)));
    },
  });
  expect(months).toHaveLength(24);
  expect(months).toEqual(months.toSorted((a, b) => a - b));
});
