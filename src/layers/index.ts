import { areaClasses } from "./area-classes/index.ts";
import { boundaries } from "./boundaries/index.ts";
import { cameras } from "./cameras/index.ts";
import { casePoints } from "./case-points/index.ts";
import { choropleth } from "./choropleth/index.ts";
import { density } from "./density/index.ts";
import { facilities } from "./facilities/index.ts";
import { highlight } from "./highlight/index.ts";
import { labels } from "./labels/index.ts";
import { stations } from "./stations/index.ts";

/** Every kind of map layer, in the order they are drawn, lowest first. */
export const layerKinds = {
  density,
  choropleth,
  "area-classes": areaClasses,
  boundaries,
  "case-points": casePoints,
  cameras,
  facilities,
  stations,
  highlight,
  labels,
};

export type LayerKindId = keyof typeof layerKinds;
