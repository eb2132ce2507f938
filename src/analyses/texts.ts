import { messages as cells } from "./cells/messages.ts";
import { messages as density } from "./density/messages.ts";
import { messages as emerging } from "./emerging/messages.ts";
import { messages as hotspots } from "./hotspots/messages.ts";
import { messages as neighbours } from "./neighbours/messages.ts";
import { messages as permutations } from "./permutations/messages.ts";
import { messages as streets } from "./streets/messages.ts";

/** The texts of analyses by id: names of parameters (`param.<name>`), options (`<name>.<option>`) and columns. */
export const analysisTexts = { cells, density, emerging, hotspots, neighbours, permutations, streets };
