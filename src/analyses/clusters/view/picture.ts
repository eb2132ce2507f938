import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { hotCold } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import type { ClustersResult } from "./compute.ts";
import { clusterRows, middleOf, unlikely } from "./reading.ts";

/** The areas of the clusters, strong where chance is unlikely, and their numbers in the list. */
export function pictureOf(result: ClustersResult, chosen: number, { document, viewport }: AppState): SceneLayer[] {
  const { fine } = result.cases;
  const drawn = remembered(result, `drawn ${chosen}`, () => {
    const codes = new Uint8Array(fine.rows);
    const rows = clusterRows(result);
    for (const { members, p } of rows) for (const area of members) codes[area] = p <= unlikely ? 1 : 2;
    for (const area of rows[chosen]?.members ?? []) codes[area] = 3;
    const places = rows.flatMap(({ members }) => middleOf(members, fine.labelPoints));
    return { codes, positions: Float64Array.from(places) };
  });
  const { theme } = document;
  const [, , , , weak, strong, chosenColour] = hotCold[theme];
  const classes: AreaClass[] = [
    { code: "none", colour: null },
    { code: "cluster", colour: strong ?? null },
    { code: "weak", colour: weak ?? null },
    { code: "chosen", colour: chosenColour ?? null },
  ];
  const style = { theme, classes, analysis: "clusters", always: ["chosen", "cluster", "weak"] };
  const layer = sceneLayer(layerKinds["area-classes"], { areas: asSeen(fine, viewport), codes: drawn.codes }, style);
  const titled = {
    ...layer,
    legend: () => {
      const own = layer.legend();
      return own && { ...own, title: "legend.clusters", stops: own.stops.filter(({ code }) => code !== "none") };
    },
  };
  return [
    titled,
    sceneLayer(
      layerKinds.numbers,
      remembered(drawn, "numbers", () => ({ list: "clusters", ...drawn })),
      { theme },
    ),
  ];
}
