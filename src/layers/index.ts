import { areaClasses } from "./area-classes/index.ts";
import { boundaries } from "./boundaries/index.ts";
import { cameras } from "./cameras/index.ts";
import { casePoints } from "./case-points/index.ts";
import { choropleth } from "./choropleth/index.ts";
import { coverageDepth } from "./coverage-depth/index.ts";
import { crews } from "./crews/index.ts";
import { defects } from "./defects/index.ts";
import { density } from "./density/index.ts";
import { examples } from "./examples/index.ts";
import { facilities } from "./facilities/index.ts";
import { footprints } from "./footprints/index.ts";
import { gaps } from "./gaps/index.ts";
import { highlight } from "./highlight/index.ts";
import { isochrones } from "./isochrones/index.ts";
import { labels } from "./labels/index.ts";
import { numbers } from "./numbers/index.ts";
import { plan } from "./plan/index.ts";
import { sites } from "./sites/index.ts";
import { stations } from "./stations/index.ts";
import { streetDensity } from "./street-density/index.ts";
import { unitNames } from "./unit-names/index.ts";

/** Every kind of map layer, in the order they are drawn, lowest first. */
export const layerKinds = {
  density,
  choropleth,
  "area-classes": areaClasses,
  "coverage-depth": coverageDepth,
  gaps,
  defects,
  plan,
  footprints,
  "street-density": streetDensity,
  isochrones,
  boundaries,
  "case-points": casePoints,
  cameras,
  facilities,
  stations,
  crews,
  sites,
  examples,
  highlight,
  labels,
  "unit-names": unitNames,
  numbers,
};

export type LayerKindId = keyof typeof layerKinds;
