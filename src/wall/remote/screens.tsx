import { useState } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import type { Wall } from "../control.ts";
import { messages } from "../messages.ts";
import { hrefOf } from "../use-keys.tsx";

/** Of the Window Management API what is used; browsers that do not have it, or may not use it, open links. */
interface ScreenDetails {
  readonly screens: readonly {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }[];
}

declare global {
  interface Window {
    getScreenDetails?: () => Promise<ScreenDetails>;
  }
}

/** One window per screen: opened on their screens where the browser lets us, else a link for each. */
export function Screens({ wall }: { readonly wall: Wall }) {
  const layout = useLocal(wall.wall, ({ shared }) => shared.layout);
  const [refused, setRefused] = useState(false);
  const t = useTexts(messages);
  const { columns, rows } = layout;
  const linkOf = (column: number, row: number) =>
    hrefOf(wall, { remote: false, layout, part: { column, row, columns, rows } });
  const cells = Array.from({ length: columns * rows }, (_, i) => ({
    column: i % columns,
    row: Math.floor(i / columns),
  }));

  async function open(): Promise<void> {
    const details = await window.getScreenDetails?.().catch(() => null);
    setRefused(!details);
    const ordered = [...(details?.screens ?? [])].sort((a, b) => a.top - b.top || a.left - b.left);
    const lefts = [...new Set(ordered.map(({ left }) => left))];
    const tops = [...new Set(ordered.map(({ top }) => top))];
    for (const { left, top, width, height } of ordered) {
      const part = { column: lefts.indexOf(left), row: tops.indexOf(top), columns: lefts.length, rows: tops.length };
      const place = `popup,left=${left},top=${top},width=${width},height=${height}`;
      window.open(hrefOf(wall, { remote: false, layout, part }), `wangge-wall-${left}-${top}`, place);
    }
  }
  return (
    <section>
      <h2>{t("screens")}</h2>
      <div className="wall-buttons">
        <button type="button" onClick={() => void open()}>
          {t("openScreens")}
        </button>
      </div>
      {refused && <p>{t("noScreens")}</p>}
      <ul>
        {cells.map(({ column, row }) => (
          <li key={`${column},${row}`}>
            <a href={linkOf(column, row)} target="_blank" rel="noreferrer">
              {t("screenLink", { column: column + 1, row: row + 1 })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
