import { outlineProblems } from "../../../lib/building-index.ts";
import { cameraProblems } from "../../../lib/footprints.ts";
import { assumedBits } from "../../../lib/optics.ts";
import type { CoverageResult } from "./compute.ts";

/** A result in figures that do not change when a camera is switched a moment later. */
export interface Reading {
  readonly cameras: number;
  readonly out: number;
  readonly always: number;
  readonly turning: number;
  readonly openM2: number;
  readonly reachableM2: number;
  readonly streetReachable: number;
  /** Camera fields that were assumed: name and how many cameras. */
  readonly assumed: readonly (readonly [keyof typeof assumedBits, number])[];
  readonly assumedCameras: number;
  /** Cameras moved to a facade, the farthest first. */
  readonly moved: readonly number[];
  /** Cameras that see nothing, with the reason's index. */
  readonly problems: readonly number[];
  /** What is wrong with building outlines: name and how many; one may have several. */
  readonly buildingProblems: readonly (readonly [keyof typeof outlineProblems, number])[];
  /** Cameras whose failure darkens most, worst first. */
  readonly single: readonly number[];
}

const most = 200;

/** Reads a result. */
export function readingOf({ city, seen, output }: CoverageResult): Reading {
  const rows = [...city.cameras.ids.keys()];
  const sum = (values: Float64Array | undefined) => values?.reduce((all, value) => all + value, 0) ?? 0;
  const role = (is: number) => output?.cameraRole.reduce((count, one) => count + (one === is ? 1 : 0), 0) ?? 0;
  const lost = (camera: number) => (output?.cameraRole[camera] === 1 ? (output.cameraOnlyM2[camera] ?? 0) : 0);
  const metres = (camera: number) => seen.movedMetres[camera] ?? 0;
  return {
    cameras: rows.length,
    out: role(0),
    always: role(1),
    turning: role(2),
    openM2: sum(output?.areaOpenM2),
    reachableM2: sum(output?.areaReachableM2),
    streetReachable: sum(output?.streetReachable),
    assumed: counted(assumedBits, output?.cameraAssumed),
    assumedCameras: output?.cameraAssumed.reduce((count, bits) => count + (bits > 0 ? 1 : 0), 0) ?? 0,
    moved: rows.filter((c) => metres(c) > 0).sort((a, b) => metres(b) - metres(a)),
    problems: rows.filter((c) => (cameraProblems[seen.problem[c] ?? 0] ?? "none") !== "none"),
    buildingProblems: counted(outlineProblems, output?.buildingProblems),
    single: rows
      .filter((c) => lost(c) > 0)
      .sort((a, b) => lost(b) - lost(a))
      .slice(0, most),
  };
}

/** How many values have each bit; bits that none has are left out. */
function counted<Name extends string>(
  bits: Readonly<Record<Name, number>>,
  values: Uint8Array | undefined,
): (readonly [Name, number])[] {
  // The compiler forgets the names of a record's own keys.
  return (Object.keys(bits) as Name[]).flatMap((name) => {
    const count = values?.reduce((sum, value) => sum + (value & bits[name] ? 1 : 0), 0) ?? 0;
    return count > 0 ? [[name, count] as const] : [];
  });
}
