import { messages as access } from "./access/messages.ts";
import { messages as binning } from "./binning/messages.ts";
import { messages as boundary } from "./boundary/messages.ts";
import { messages as catalogue } from "./catalogue/messages.ts";
import { messages as cells } from "./cells/messages.ts";
import { messages as changes } from "./changes/messages.ts";
import { messages as clusters } from "./clusters/messages.ts";
import { messages as coverage } from "./coverage/messages.ts";
import { messages as density } from "./density/messages.ts";
import { messages as districting } from "./districting/messages.ts";
import { messages as emerging } from "./emerging/messages.ts";
import { messages as hotspots } from "./hotspots/messages.ts";
import { messages as isochrones } from "./isochrones/messages.ts";
import { messages as limits } from "./limits/messages.ts";
import { messages as neighbours } from "./neighbours/messages.ts";
import { messages as od } from "./od/messages.ts";
import { messages as permutations } from "./permutations/messages.ts";
import { messages as process } from "./process/messages.ts";
import { messages as replications } from "./replications/messages.ts";
import { messages as residual } from "./residual/messages.ts";
import { messages as response } from "./response/messages.ts";
import { messages as scorecard } from "./scorecard/messages.ts";
import { messages as series } from "./series/messages.ts";
import { messages as siting } from "./siting/messages.ts";
import { messages as snapping } from "./snapping/messages.ts";
import { messages as stages } from "./stages/messages.ts";
import { messages as stations } from "./stations/messages.ts";
import { messages as streets } from "./streets/messages.ts";
import { messages as units } from "./units/messages.ts";
import { messages as viewsheds } from "./viewsheds/messages.ts";
import { messages as warning } from "./warning/messages.ts";
import { messages as whistle } from "./whistle/messages.ts";

/** The texts of analyses by id: names of parameters (`param.<name>`), options (`<name>.<option>`) and columns. */
export const analysisTexts = {
  access,
  coverage,
  siting,
  viewsheds,
  binning,
  boundary,
  cells,
  changes,
  density,
  districting,
  emerging,
  hotspots,
  isochrones,
  neighbours,
  od,
  permutations,
  process,
  residual,
  response,
  snapping,
  stages,
  stations,
  streets,
  units,
  limits,
  scorecard,
  whistle,
  catalogue,
  clusters,
  replications,
  series,
  warning,
};
