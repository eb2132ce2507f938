import { Fault } from "../../domain/fault.ts";

/** The events of an XES file as texts by column; attributes of traces are called `case:<key>`. */
export interface XesRows {
  readonly count: number;
  readonly columns: ReadonlyMap<string, string[]>;
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The text of an attribute's value: only the five entities of XML and numbered characters are known, none is defined. */
function plainText(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return named[name] ?? whole;
    const code = name[1] === "x" || name[1] === "X" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? plainText(match[1] ?? match[2] ?? "") : undefined;
}

const values = new Set(["string", "date", "int", "float", "boolean", "id"]);

/**
 * Reads an XES log (IEEE 1849-2016): traces of events, each with attributes; what is nested deeper is passed over. One pass
 * over the text, no document tree. A document type is refused, so that no entity can be defined. Throws `corrupt`.
 */
export function parseXes(text: string, file: string): XesRows {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Fault("corrupt", { file, reason: "a document type is not allowed" });
  const rows = rowsOfEvents();
  const open: string[] = [];
  const isInside = (name: string) => open[open.length - 1] === name;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at) || text.startsWith("<![CDATA[", at) || text.startsWith("<?", at)) {
      const end = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : "]]>";
      at = after(text, end, at, file);
      continue;
    }
    const end = after(text, ">", at, file);
    const tag = text.slice(at + 1, end - 1);
    at = end;
    if (tag.startsWith("/")) {
      const name = tag.slice(1).trim();
      if (open.pop() !== name) throw new Fault("corrupt", { file, reason: `</${name}> closes nothing` });
      if (name === "event") rows.endEvent();
      continue;
    }
    const name = /^[\w:.-]+/.exec(tag)?.[0] ?? "";
    if (name === "trace") rows.beginCase();
    if (name === "event") rows.beginEvent();
    if (values.has(name) && (isInside("trace") || isInside("event"))) {
      const [key, value] = [attribute(tag, "key"), attribute(tag, "value")];
      if (key !== undefined) rows.attribute(isInside("trace") ? `case:${key}` : key, value ?? "");
    }
    if (!tag.endsWith("/")) open.push(name);
    else if (name === "event") rows.endEvent();
  }
  if (open.length > 0) throw new Fault("corrupt", { file, reason: `<${open[open.length - 1]}> is not closed` });
  return rows.take();
}

/** The place behind the next `end`, which must not be inside a quoted value. */
function after(text: string, end: string, from: number, file: string): number {
  let at = from;
  if (end === ">") {
    for (at = from + 1; at < text.length && text[at] !== ">"; at++) {
      const quote = text[at];
      if (quote !== '"' && quote !== "'") continue;
      at = text.indexOf(quote, at + 1);
      if (at < 0) break;
    }
    if (at >= 0 && at < text.length) return at + 1;
    throw new Fault("corrupt", { file, reason: "a tag is not closed" });
  }
  at = text.indexOf(end, from);
  if (at < 0) throw new Fault("corrupt", { file, reason: `${end} is missing` });
  return at + end.length;
}

function rowsOfEvents() {
  const columns = new Map<string, string[]>();
  let count = 0;
  let ofCase = new Map<string, string>();
  let own: Map<string, string> | null = null;

  function put(key: string, value: string): void {
    const column = columns.get(key) ?? [];
    columns.set(key, column);
    while (column.length < count) column.push("");
    column[count] = value;
  }

  return {
    beginCase(): void {
      ofCase = new Map();
    },
    beginEvent(): void {
      own = new Map();
    },
    attribute(key: string, value: string): void {
      (own ?? ofCase).set(key, value);
    },
    endEvent(): void {
      for (const [key, value] of ofCase) put(key, value);
      for (const [key, value] of own ?? []) put(key, value);
      own = null;
      count++;
    },
    take(): XesRows {
      for (const column of columns.values()) while (column.length < count) column.push("");
      return { count, columns };
    },
  };
}
