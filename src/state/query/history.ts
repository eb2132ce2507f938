import { keepText, keptText, parsedJson } from "../../data/kept.ts";
import { queries } from "./store.ts";

const key = "wangge queries";
const most = 50;
const longest = 20_000;

/** Reads the texts that this browser keeps; what is not readable counts as none. */
export function openHistory(): void {
  if (queries.getState().history.length > 0) return;
  const kept = parsedJson(keptText(key) ?? "[]");
  const texts = Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
  queries.setState({ history: texts.slice(0, most) });
}

/** Puts a text first; the same text is not kept twice. */
export function remember(text: string): void {
  const wanted = text.trim();
  if (wanted === "" || wanted.length > longest) return;
  const history = [wanted, ...queries.getState().history.filter((other) => other !== wanted)].slice(0, most);
  queries.setState({ history });
  keepText(key, JSON.stringify(history));
}

/** Forgets all texts. */
export function clearHistory(): void {
  queries.setState({ history: [] });
  keepText(key, "[]");
}
