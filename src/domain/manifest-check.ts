import { Fault } from "./fault.ts";
import { type Box, type DataFile, type LocalText, type Manifest, manifestVersion } from "./manifest.ts";
import { bool, count, list, maybe, number, object, oneOf, record, type Shape, text } from "./shape.ts";
import { tableNames } from "./tables.ts";
import { areaLevels } from "./vocabulary.ts";

const filled = text(/\S/, "a text that is not empty");
const moment = text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, "a wall-clock time such as 2024-05-31T08:30:00");
const sha256 = text(/^[0-9a-f]{64}$/, "a SHA-256 of 64 lower-case hex digits");

/** A path inside the dataset's folder: no way out of it, and no address. */
const relativePath = text(/^(?!\.{0,2}\/)(?!.*\/\.{1,2}\/)[^\\:?#]+\.parquet$/, "a relative path of a .parquet file");

/** Of what is prepared there is one file, beside the manifest. */
const preparedPath = text(/^[\w.-]+\.bin$/, "the name of a .bin file beside the manifest");

/** Likewise of alerts. */
const alertsPath = text(/^[\w-]+\.parquet$/, "the name of a .parquet file beside the manifest");

const localText: Shape<LocalText> = object({ "zh-CN": filled, en: filled });

const box: Shape<Box> = (value, place) => {
  const [west, south, east, north, ...more] = list(number)(value, place);
  if (north === undefined || more.length > 0 || !(west <= east && south <= north)) {
    return place.fail(place.path, "a box of four degrees: west, south, east, north");
  }
  return [west, south, east, north];
};

const timeRange: Shape<readonly [string, string]> = (value, place) => {
  const [first, last, ...more] = list(moment)(value, place);
  if (last === undefined || more.length > 0 || first > last) return place.fail(place.path, "a first and a last time");
  return [first, last];
};

const file: Shape<DataFile> = object({
  path: relativePath,
  table: oneOf(tableNames),
  rows: count,
  bytes: count,
  sha256,
  box: maybe(box),
  timeRange: maybe(timeRange),
  month: maybe(text(/^\d{4}-(0[1-9]|1[0-2])$/, "a month such as 2024-05")),
  pieces: maybe(list(object({ from: count, to: count, sha256 }))),
});

const manifest: Shape<Manifest> = object({
  version: text(/^\d+\.\d+$/, "a version such as 1.0"),
  id: text(/^[a-z0-9][a-z0-9-]*$/, "lower-case letters, digits and hyphens"),
  title: localText,
  description: maybe(localText),
  simulated: bool,
  licence: filled,
  attribution: filled,
  timeZone: filled,
  coordinateSystem: oneOf(["WGS-84", "CGCS2000"]),
  box,
  timeRange,
  asOf: moment,
  levels: list(object({ level: oneOf(areaLevels), name: localText, count })),
  labels: maybe(record(record(localText))),
  files: list(file),
  prepared: maybe(object({ path: preparedPath, bytes: count, sha256 })),
  alerts: maybe(object({ path: alertsPath, bytes: count, sha256, madeAt: moment, asOf: moment })),
  dataVersion: text(/^[0-9a-f]{16}$/, "16 hex digits"),
  generator: filled,
});

const majorOf = (version: string): number => Number(version.split(".")[0]);

/**
 * A manifest from parsed JSON; fields this program does not know are left out. Throws the faults `manifest-version`
 * (written for a newer program) and `manifest-invalid`, whose reason names the place that is wrong.
 */
export function parseManifest(value: unknown, name = "manifest.json"): Manifest {
  const place = {
    path: "",
    fail(path: string, expected: string): never {
      throw new Fault("manifest-invalid", {
        file: name,
        path,
        reason: `${path || "the manifest"} must be ${expected}`,
      });
    },
  };
  const { version } = object({ version: text(/^\d+\.\d+$/, "a version such as 1.0") })(value, place);
  if (majorOf(version) !== majorOf(manifestVersion)) {
    throw new Fault("manifest-version", { file: name, path: "version", version, supported: manifestVersion });
  }
  return manifest(value, place);
}
