import { messages as access } from "./access/messages.ts";
import { messages as cells } from "./cells/messages.ts";
import { messages as coverage } from "./coverage/messages.ts";
import { messages as density } from "./density/messages.ts";
import { messages as emerging } from "./emerging/messages.ts";
import { messages as hotspots } from "./hotspots/messages.ts";
import { messages as neighbours } from "./neighbours/messages.ts";
import { messages as permutations } from "./permutations/messages.ts";
import { messages as siting } from "./siting/messages.ts";
import { messages as streets } from "./streets/messages.ts";
import { messages as viewsheds } from "./viewsheds/messages.ts";

/** The texts of analyses by id: names of parameters (`param.<name>`), options (`<name>.<option>`) and columns. */
export const analysisTexts = {
  access,
  coverage,
  siting,
  viewsheds,
  cells,
  density,
  emerging,
  hotspots,
  neighbours,
  permutations,
  streets,
};
