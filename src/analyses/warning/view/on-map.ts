import type { AreaTable } from "../../../domain/area-table.ts";
import { setCamera } from "../../../state/actions.ts";
import type { Alert } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";

/** Zooms at which the narrowest and the widest alert are seen whole. */
const [near, far] = [15.5, 11];
/** At the nearest zoom so many degrees fit well into the map. */
const nearDegrees = 0.004;

/** The camera that sees all areas of an alert. */
export function cameraOf({ labelPoints }: Pick<AreaTable, "labelPoints">, { areas }: Pick<Alert, "areas">) {
  const at = (offset: number) => Array.from(areas, (row) => labelPoints[2 * row + offset] ?? 0);
  const [lons, lats] = [at(0), at(1)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const wide = Math.max(east - west, north - south, nearDegrees);
  const zoom = Math.max(far, near - Math.log2(wide / nearDegrees));
  return { lon: (west + east) / 2, lat: (south + north) / 2, zoom };
}

/** Moves the map to an alert. */
export function showOnMap(result: WarningResult, alert: Alert): void {
  if (alert.areas.length > 0) setCamera(cameraOf(result.cases.fine, alert));
}
