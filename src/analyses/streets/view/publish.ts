import { publishResult } from "../../../state/results.ts";
import type { StreetsResult } from "./compute.ts";

/** Keeps a result as the table `streets_pieces`. */
export function publishStreets({ input, pieces, ends, problem }: StreetsResult): void {
  if (problem) return;
  const { params, roads, dataVersion } = input;
  publishResult(
    "streets_pieces",
    () => ({
      street: Array.from(pieces.edge, (edge) => roads.names[edge] ?? ""),
      edge: pieces.edge,
      from_share: pieces.fromFraction,
      to_share: pieces.toFraction,
      cases_per_km: pieces.perKm,
      lon: Float64Array.from(pieces.edge, (_, i) => ((ends[4 * i] ?? 0) + (ends[4 * i + 2] ?? 0)) / 2),
      lat: Float64Array.from(pieces.edge, (_, i) => ((ends[4 * i + 1] ?? 0) + (ends[4 * i + 3] ?? 0)) / 2),
    }),
    { analysis: "streets", params: { ...params }, dataVersion },
  );
}
