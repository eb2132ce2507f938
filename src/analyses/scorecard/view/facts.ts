import { planeAt } from "../../../lib/plane.ts";
import { codesOfRows } from "../../../state/case-groups.ts";
import { type LimitQuestion, type LimitRows, limitRows } from "../../../state/case-limits.ts";
import { sideKinds } from "../../../state/side-events.ts";
import { type CaseFacts, type Feature, features, sourceBits } from "../kernel/facts.ts";

const momentFeatures = ["accepted", "registered", "dispatched", "arrived", "handled", "closed"] as const;
const numberFields = ["return_count", "rework_count", "satisfaction", "is_joint", "is_urgent"] as const;
/** What a case is about, from fine to coarse: the first that the data say. */
const kindFields = ["sub_code", "sub_name", "item_id", "main_code"] as const;

const { citizen, active, video, hotline, whistle } = sourceBits;
const bitsOfSource: Readonly<Record<string, number>> = {
  patrol: active,
  video: active | video,
  sensor: active,
  hotline_12345: citizen | hotline,
  neighborhood: citizen,
  wechat: citizen,
  public_app: citizen,
  whistle,
};

/** The facts of the cases under the filters, and which of the features the data have. */
export async function readFacts({ handle, filters, areas, table }: LimitQuestion) {
  const found = await limitRows({
    handle,
    filters,
    areas,
    table,
    fields: [...numberFields, ...kindFields, "source", "dept"],
  });
  const { cases, rows } = found;
  const pick = (field: string) => {
    const all = cases.numbers(field);
    return Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
  };
  const counted = (field: string) => pick(field).map((count) => (Number.isNaN(count) ? 0 : Math.max(0, count)));
  const source = cases.codes("source");
  const bits = ["", ...source.dictionary].map((code) => bitsOfSource[code] ?? 0);
  const kindField = kindFields.find((field) => cases.codes(field).dictionary.length > 0) ?? "main_code";
  const kinds = codesOfRows(cases.codes(kindField), rows);
  const unnamed = kinds.codes.indexOf("");
  const facts: CaseFacts = {
    ...found.columns,
    returns: counted("return_count"),
    reworks: counted("rework_count"),
    satisfaction: pick("satisfaction"),
    joint: Uint8Array.from(counted("is_joint")),
    urgent: Uint8Array.from(counted("is_urgent")),
    source: Uint8Array.from(rows, (row) => bits[source.values[row] ?? 0] ?? 0),
    callLevel: callLevels(found),
    ...verifications(found),
    kind: unnamed < 0 ? kinds.of : kinds.of.map((one) => (one === unnamed ? kinds.codes.length : one)),
    kindCount: Uint32Array.of(kinds.codes.length),
    ...places(pick("lon"), pick("lat")),
  };
  return { found, facts, has: featuresOf(found) };
}

function places(lon: Float64Array, lat: Float64Array) {
  const known = lat.findIndex((one) => !Number.isNaN(one));
  const plane = planeAt(lon[known] ?? 0, lat[known] ?? 0);
  return {
    x: lon.map((one) => (one - plane.lon) * plane.metresPerLon),
    y: lat.map((one) => (one - plane.lat) * plane.metresPerLat),
  };
}

const call = sideKinds.indexOf("call");

function callLevels({ side, rows }: LimitRows): Uint8Array {
  const levels = new Uint8Array(rows.length);
  let e = 0;
  for (const [i, row] of rows.entries()) {
    while (side && (side.caseRow[e] ?? Number.POSITIVE_INFINITY) < row) e++;
    for (; side && side.caseRow[e] === row; e++)
      if (side.kind[e] === call) levels[i] = Math.max(levels[i] ?? 0, side.level[e] ?? 0);
  }
  return levels;
}

const verify = sideKinds.indexOf("verify");

/** The first verification of each case, and the time that the log allows for it. */
function verifications({ side, rows }: LimitRows): Pick<CaseFacts, "verified" | "verifyLimit"> {
  const verified = new Float64Array(rows.length).fill(Number.NaN);
  const verifyLimit = verified.slice();
  let e = 0;
  for (const [i, row] of rows.entries()) {
    while (side && (side.caseRow[e] ?? Number.POSITIVE_INFINITY) < row) e++;
    for (; side && side.caseRow[e] === row; e++) {
      if (side.kind[e] !== verify || !Number.isNaN(verified[i] ?? 0)) continue;
      verified[i] = side.at[e] ?? Number.NaN;
      verifyLimit[i] = side.limit[e] ?? Number.NaN;
    }
  }
  return { verified, verifyLimit };
}

/** What all cases of the dataset have, whatever the filters leave of them. */
function featuresOf({ cases, items, side }: LimitRows): Uint8Array {
  const some = (field: string) => cases.numbers(field).some((value) => !Number.isNaN(value));
  const hasItems = items.unit.some((unit) => unit > 0) && cases.codes("item_id").dictionary.length > 0;
  const present: Readonly<Record<Feature, boolean>> = {
    ...(Object.fromEntries(momentFeatures.map((moment) => [moment, some(`${moment}_at`)])) as Record<
      (typeof momentFeatures)[number],
      boolean
    >),
    limit: hasItems || some("due_at"),
    "item-limit": hasItems,
    returns: some("return_count"),
    reworks: some("rework_count"),
    satisfaction: some("satisfaction"),
    joint: some("is_joint"),
    urgent: some("is_urgent"),
    source: cases.codes("source").dictionary.length > 0,
    calls: side?.has[call] === true,
    verify: side?.has[verify] === true,
    kind: kindFields.some((field) => cases.codes(field).dictionary.length > 0),
  };
  return Uint8Array.from(features, (feature) => (present[feature] ? 1 : 0));
}
