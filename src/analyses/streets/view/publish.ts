import { publishResult } from "../../../state/results.ts";
import type { StreetsResult } from "./compute.ts";

/** Keeps a result as the tables `streets_pieces` and `streets_named`. */
export function publishStreets({ input, pieces, ends, streets, problem }: StreetsResult): void {
  if (problem) return;
  const { params, roads, dataVersion, window } = input;
  const made = { analysis: "streets", params: { ...params, from: window[0], to: window[1] }, dataVersion };
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
    made,
  );
  publishResult(
    "streets_named",
    () => ({
      street: streets.map(({ name }) => name),
      highest_per_km: Float64Array.from(streets, ({ highest }) => highest),
      cases: Float64Array.from(streets, ({ cases }) => cases),
      metres: Float64Array.from(streets, ({ metres }) => metres),
    }),
    made,
  );
}
