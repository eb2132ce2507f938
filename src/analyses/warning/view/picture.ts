import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { hotCold } from "../../../lib/colour.ts";
import { asSeen } from "../../../state/detail.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { type Alert, alertsOf } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { decisionOf, isClosed } from "./decisions.ts";
import { settingsOf } from "./settings.ts";

/** The alerts that the inbox lists now. */
export function listedAlerts(result: WarningResult, { document }: Pick<AppState, "document">): Alert[] {
  const { shown } = settingsOf(document);
  const alerts = alertsOf(result, shown.budget);
  return shown.list === "all" ? alerts : alerts.filter(({ id }) => !isClosed(decisionOf(document, id)));
}

/** The areas of the alerts in the list; the chosen one stands out. */
export function pictureOf(result: WarningResult, chosen: string | null, state: AppState): SceneLayer[] {
  const { fine } = result.cases;
  const { theme } = state.document;
  const alerts = listedAlerts(result, state);
  const own = alerts.find(({ id }) => id === chosen) ?? alerts[0];
  const codes = new Uint8Array(fine.rows);
  for (const { areas, kind } of alerts) if (kind === "cluster") for (const area of areas) codes[area] = 1;
  for (const area of own?.areas ?? []) codes[area] = 2;
  const [, , , , weak, , strong] = hotCold[theme];
  const classes: AreaClass[] = [
    { code: "none", colour: null },
    { code: "open", colour: weak ?? null },
    { code: "chosen", colour: strong ?? null },
  ];
  const style = { theme, classes, analysis: "warning", always: ["chosen", "open"] };
  const layer = sceneLayer(layerKinds["area-classes"], { areas: asSeen(fine, state.viewport), codes }, style);
  return [
    {
      ...layer,
      legend: () => {
        const legend = layer.legend();
        return (
          legend && { ...legend, title: "legend.alerts", stops: legend.stops.filter(({ code }) => code !== "none") }
        );
      },
    },
  ];
}
