import { Fault } from "../../../domain/fault.ts";
import { refuse } from "./limits.ts";

/** What hears the parts of an XML text. `attributes` is the text between the name and the end of the tag. */
export interface XmlListener {
  open(name: string, attributes: string, isEmpty: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Text with the five entities of XML and numbered characters in place. */
export function plainText(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** The value of an attribute, undefined where the tag has none of that name. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match ? plainText(match[1] ?? match[2] ?? "") : undefined;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Reads XML that comes in pieces, without a document tree. A document type is refused, so that no entity can be defined
 * ("billion laughs"). Throws `corrupt`, `refused-file`.
 */
export function xmlReader(file: string, listener: XmlListener) {
  let rest = "";
  return {
    push(piece: string): void {
      const text = rest + piece;
      let at = 0;
      for (;;) {
        const start = text.indexOf("<", at);
        if (start < 0) break;
        if (start > at) listener.text(plainText(text.slice(at, start)));
        const end = text.startsWith("<!--", start) ? after(text, "-->", start) : after(text, ">", start);
        if (end < 0) {
          at = start;
          break;
        }
        tell(text.slice(start + 1, end - 1));
        at = end;
      }
      rest = text.slice(at);
      if (rest.length > 16_000_000) refuse(file, "a tag of more than 16,000,000 characters");
    },
    end(): void {
      if (rest.trim() !== "") throw new Fault("corrupt", { file, reason: "the XML is cut off" });
    },
  };

  function tell(tag: string): void {
    if (tag.startsWith("!DOCTYPE") || tag.startsWith("!ENTITY")) refuse(file, "DOCTYPE");
    if (tag.startsWith("!") || tag.startsWith("?")) return;
    if (tag.startsWith("/")) {
      listener.close(localName(tag.slice(1).trim()));
      return;
    }
    const isEmpty = tag.endsWith("/");
    const body = isEmpty ? tag.slice(0, -1) : tag;
    const border = body.search(/\s/);
    listener.open(localName(border < 0 ? body : body.slice(0, border)), border < 0 ? "" : body.slice(border), isEmpty);
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}
