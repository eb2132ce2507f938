import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const [areas, days, seriesCount, cases] = [737, 690, 204, 98_000] as const;

/** A town of the sample's size, with an outbreak on its last days. */
function town(): Input {
  const random = createRandom(1, "warning bench");
  const rows = Array.from({ length: cases }, (_, i) =>
    i < 60
      ? ([9, days - 1 - (i % 4), 7] as const)
      : ([random.below(areas), random.below(days), random.below(seriesCount)] as const),
  );
  const place = () => Float64Array.from({ length: areas }, () => random.between(0, 3500));
  return {
    area: Uint32Array.from(rows, ([area]) => area),
    day: Int32Array.from(rows, ([, day]) => day),
    series: Uint32Array.from(rows, ([, , series]) => series),
    seriesCount: Uint32Array.of(seriesCount),
    x: place(),
    y: place(),
    span: Int32Array.of(0, days - 1),
    replay: Int32Array.of(days - 15, days - 1),
  };
}

/** Half of a month on this core: what each of two cores has to do before the inbox is shown. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise: string }[]> {
  const input = town();
  const started = performance.now();
  drain(run(input, defaultParams(params)));
  const name = "early warning: a month replayed, 737 areas, 98,000 cases, 204 series, on 2 cores";
  return [{ name, value: performance.now() - started, unit: "ms", promise: "≤ 2,000" }];
}
