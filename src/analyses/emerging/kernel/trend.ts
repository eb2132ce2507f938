import { mannKendall, senSlope, type Trend } from "../../../lib/mann-kendall.ts";
import { hamedRao, preWhitened, trendFreePreWhitened, yueWang } from "../../../lib/mann-kendall-serial.ts";
import { pooledMannKendall, pooledSenSlope, seasonsOf } from "../../../lib/mann-kendall-several.ts";
import type { Params } from "./params.ts";

/** Lags that Yue and Wang's correction looks at: over all of them autocorrelations add up to the same for any series. */
const yueWangLags = 1;

/** Longer lags than a quarter of the series are estimated from too few pairs (Box & Jenkins). */
const lagsOf = (series: Float64Array) => Math.max(1, Math.floor(series.length / 4));

/** The trend of an area's series and its slope per step, both by the chosen test. */
export function trendOfSeries(
  series: Float64Array,
  { trend, period }: Pick<Params, "trend" | "period">,
): { readonly test: Trend; readonly slope: number } {
  if (trend !== "seasonal") return { test: serial(series, trend), slope: senSlope(series).slope };
  const seasons = seasonsOf(series, period);
  return { test: pooledMannKendall(seasons), slope: pooledSenSlope(seasons) / period };
}

function serial(series: Float64Array, trend: Exclude<Params["trend"], "seasonal">): Trend {
  switch (trend) {
    case "mann-kendall":
      return mannKendall(series);
    case "hamed-rao":
      return hamedRao(series, lagsOf(series));
    case "yue-wang":
      return yueWang(series, yueWangLags);
    case "pre-whitened":
      return preWhitened(series);
    case "trend-free":
      return trendFreePreWhitened(series);
  }
}
