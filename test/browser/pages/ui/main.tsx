import { createRoot } from "react-dom/client";
import { Shell } from "../../../../src/app/shell.tsx";
import { connectLink } from "../../../../src/state/link.ts";
import { store } from "../../../../src/state/store.ts";
import { fillState, showPhase } from "./state.ts";

connectLink(window);
const phase = new URLSearchParams(location.search).get("phase");
if (phase) showPhase(phase, "truncated");
else fillState();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<Shell />);
Object.assign(window, { store });
