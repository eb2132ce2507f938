import { type ChangeEvent, useState } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { downloadText } from "../../ui/download.ts";
import { useWall, useWallState } from "../context.tsx";
import { messages } from "../messages.ts";
import { readLayout, type WallLayout } from "../model/layout.ts";
import { hrefOf } from "../use-keys.tsx";
import { addedPanel, regridded } from "./edits.ts";
import { NumberField } from "./fields.tsx";

/** The grid, how the wall is looked at, its scenes, and the layout as a file and as a link. */
export function LayoutForm({ index }: { readonly index: number }) {
  const { wall } = useWall();
  const layout = useWallState(({ shared }) => shared.layout);
  const t = useTexts(messages);
  const scene = layout.scenes[index];
  const set = (patch: Partial<WallLayout>) => wall.set({ layout: { ...layout, ...patch } });
  const setGrid = (columns: number, rows: number) =>
    wall.set({ layout: regridded(layout, Math.round(columns), Math.round(rows)) });
  const seconds = (value: number | null) =>
    value && set({ scenes: layout.scenes.map((one, i) => (i === index ? { ...one, seconds: value } : one)) });
  const addScene = () =>
    set({ scenes: [...layout.scenes, { name: "", seconds: 30, panels: [addedPanel(layout, [])] }] });
  const removeScene = () => layout.scenes.length > 1 && set({ scenes: layout.scenes.filter((_, i) => i !== index) });
  return (
    <>
      <div className="wall-pair">
        <NumberField
          label={t("columns")}
          value={layout.columns}
          range={[1, 48]}
          onChange={(value) => value && setGrid(value, layout.rows)}
        />
        <NumberField
          label={t("rows")}
          value={layout.rows}
          range={[1, 24]}
          onChange={(value) => value && setGrid(layout.columns, value)}
        />
        <NumberField
          label={t("viewing")}
          value={layout.viewingMetres}
          range={[0.5, 50]}
          onChange={(value) => value && set({ viewingMetres: value })}
        />
        <NumberField
          label={t("height")}
          value={layout.heightMillimetres}
          range={[50, 20_000]}
          onChange={(value) => value && set({ heightMillimetres: value })}
        />
        <NumberField
          key={index}
          label={t("sceneSeconds")}
          value={scene?.seconds ?? 30}
          range={[1, 86_400]}
          onChange={seconds}
        />
      </div>
      <div className="wall-buttons">
        <button type="button" onClick={addScene}>
          {t("addScene")}
        </button>
        <button type="button" onClick={removeScene}>
          {t("removeScene")}
        </button>
        <Files layout={layout} onLoad={(next) => wall.set({ layout: next })} />
      </div>
    </>
  );
}

function Files({ layout, onLoad }: { readonly layout: WallLayout; readonly onLoad: (layout: WallLayout) => void }) {
  const { wall } = useWall();
  const [told, setTold] = useState("");
  const t = useTexts(messages);
  const load = async (event: ChangeEvent<HTMLInputElement>) => {
    const text = (await event.target.files?.[0]?.text()) ?? "";
    await Promise.resolve(text)
      .then((json) => onLoad(readLayout(JSON.parse(json))))
      .then(
        () => setTold(""),
        (error: unknown) => setTold(t("broken", { reason: error instanceof Error ? error.message : String(error) })),
      );
  };
  const copy = () => navigator.clipboard.writeText(hrefOf(wall, { layout })).then(() => setTold(t("copied")));
  return (
    <>
      <button
        type="button"
        onClick={() => downloadText("wall.json", "application/json", JSON.stringify(layout, null, 2))}
      >
        {t("save")}
      </button>
      <label className="wall-file">
        {t("load")}
        <input type="file" accept=".json" onChange={(event) => void load(event)} />
      </label>
      <button type="button" onClick={() => void copy()}>
        {t("link")}
      </button>
      <span role="status">{told}</span>
    </>
  );
}
