import { announceLife } from "../../worker/life.ts";
import { type LinkedPort, serveLinked } from "./host.ts";

announceLife(self);
// A dedicated worker's global scope is this port.
serveLinked(self as unknown as LinkedPort);
