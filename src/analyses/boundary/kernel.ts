import type { Polygons } from "../../domain/geometry.ts";
import { checkLevel } from "./kernel/check.ts";
import { crossLevels } from "./kernel/cross.ts";
import type { Params } from "./kernel/params.ts";
import { polygonColumns, surveyOf } from "./kernel/survey.ts";

/**
 * The areas of a level as flat polygons in degrees (see `domain/geometry.ts`); with `other…` of a second level the two
 * are laid over each other, where `people…` live (none: only sizes count). Without a second level the first is checked.
 */
export type Input = {
  readonly coordinates: Float64Array;
  readonly rings: Uint32Array;
  readonly polygons: Uint32Array;
  readonly features: Uint32Array;
  readonly otherCoordinates: Float64Array;
  readonly otherRings: Uint32Array;
  readonly otherPolygons: Uint32Array;
  readonly otherFeatures: Uint32Array;
  readonly peopleLon: Float64Array;
  readonly peopleLat: Float64Array;
  readonly peopleCount: Float64Array;
};

type Step<Part> = Part extends Generator<number, infer Out, void> ? Out : never;
type Checked = Step<ReturnType<typeof checkLevel>>;
type Crossed = Step<ReturnType<typeof crossLevels>>;

/** Columns are handed over with the result: every run has its own. */
const nowhere = (): Polygons => ({
  coordinates: new Float64Array(),
  ringOffsets: new Uint32Array(1),
  polygonOffsets: new Uint32Array(1),
  featureOffsets: new Uint32Array(1),
});

/** The defects of one level, or what two levels have in common; columns of the other question are empty. */
export function* run(input: Input, params: Params): Generator<number, Checked & Crossed, void> {
  yield 0;
  const first = {
    coordinates: input.coordinates,
    ringOffsets: input.rings,
    polygonOffsets: input.polygons,
    featureOffsets: input.features,
  };
  if (input.otherFeatures.length < 2) return { ...(yield* checkLevel(surveyOf(first), params)), ...noCrossing() };
  const second = {
    coordinates: input.otherCoordinates,
    ringOffsets: input.otherRings,
    polygonOffsets: input.otherPolygons,
    featureOffsets: input.otherFeatures,
  };
  const people = { lon: input.peopleLon, lat: input.peopleLat, count: input.peopleCount };
  return { ...noDefects(), ...(yield* crossLevels(first, second, { people, params })) };
}

const noDefects = (): Checked => ({
  kind: new Uint8Array(),
  lon: new Float64Array(),
  lat: new Float64Array(),
  areaM2: new Float64Array(),
  metres: new Float64Array(),
  narrow: new Uint8Array(),
  times: new Uint32Array(),
  proposal: new Int32Array(),
  areaStart: new Uint32Array(1),
  area: new Uint32Array(),
  lineStart: new Uint32Array(1),
  lineEnds: new Float64Array(),
  totals: new Float64Array(2),
  ...polygonColumns("shape", nowhere()),
  ...polygonColumns("repaired", nowhere()),
});

const noCrossing = (): Crossed => ({
  pairOne: new Int32Array(),
  pairOther: new Int32Array(),
  pairM2: new Float64Array(),
  pairPeople: new Float64Array(),
  pieceOne: new Int32Array(),
  pieceOther: new Int32Array(),
  pieceM2: new Float64Array(),
  piecePeople: new Float64Array(),
  pieceGrid: new Int32Array(),
  pieceMoved: new Uint8Array(),
  gridCore: new Uint32Array(),
  ...polygonColumns("piece", nowhere()),
  ...polygonColumns("grid", nowhere()),
});
