import { announceLife } from "../../worker/life.ts";
import { type LogPort, serveLog } from "./host.ts";

announceLife(self);
// A dedicated worker's global scope is this port.
serveLog(self as unknown as LogPort);
