import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { setControlPoints, setCoordinates } from "../../state/imports/files.ts";
import { hasPlaces, localPlane } from "../../state/imports/missing.ts";
import type { CoordinateSystem, ImportFile } from "../../state/imports/store.ts";
import { Button, IconButton, Select } from "../../ui/controls.tsx";
import { Warnings } from "../../ui/view-parts.tsx";
import { messages } from "./messages.ts";

const numbered = (from: number, count: number) => Array.from({ length: count }, (_, i) => `EPSG:${from + i}` as const);

const systems: readonly CoordinateSystem[] = [
  ...(["WGS-84", "CGCS2000", "GCJ-02", "BD-09", "local", "EPSG:3857", "EPSG:4269"] as const),
  ...numbered(4543, 12),
  ...numbered(4522, 12),
  ...numbered(32647, 6),
];

const meanings: Readonly<Record<string, string>> = Object.fromEntries([
  ...numbered(4543, 12).map((code, i) => [code, `CGCS2000 3° ${102 + 3 * i}E`]),
  ...numbered(4522, 12).map((code, i) => [code, `CGCS2000 3° zone ${34 + i}`]),
  ...numbered(32647, 6).map((code, i) => [code, `UTM ${47 + i}N`]),
  ["EPSG:3857", "Web Mercator"],
  ["EPSG:4269", "NAD83"],
]);

function useSystemName(): (system: string) => string {
  const t = useTexts(messages);
  return (system) => {
    if (system === "local") return t("local");
    if (system === "GCJ-02") return t("gcj");
    if (system === "BD-09") return t("bd");
    return meanings[system] ? `${meanings[system]} (${system})` : system;
  };
}

/** The system of a file's positions: what it states, what fits the open dataset's areas, what the user says. */
export function Place({ file }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const nameOf = useSystemName();
  const { coordinates, sniffed, name } = file;
  if (!hasPlaces(file)) return null;
  const known = coordinates && !systems.includes(coordinates) ? [coordinates, ...systems] : systems;
  const options = known.map((value: string) => ({ value, label: nameOf(value) }));
  return (
    <div className="import-place">
      <Select
        labelled
        label={`${t("coordinates")}${sniffed?.isStated ? t("stated") : ""}`}
        value={coordinates ?? ""}
        options={coordinates ? options : [{ value: "", label: t("unset") }, ...options]}
        onChange={(value) => {
          const system = known.find((one) => one === value);
          if (system) setCoordinates(name, system);
        }}
      />
      {coordinates === "local" ? <ControlPoints file={file} /> : <Fit file={file} />}
    </div>
  );
}

/** A system has to fit better by this share before it is advised. */
const clearly = 0.02;

/** How many positions lie where they should under each likely system, and the way to take another. */
function Fit({ file }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const format = useFormat();
  const nameOf = useSystemName();
  const { systems: shares, coordinates, name } = file;
  const own = shares.find(({ system }) => system === coordinates);
  const [best] = shares;
  const isBetter = best !== undefined && best.system !== coordinates && best.share > (own?.share ?? 0) + clearly;
  const shown = shares.filter(({ system, share }) => share > 0 || system === coordinates).slice(0, 4);
  return (
    <>
      {!coordinates && <Warnings texts={[t("planeUnknown")]} />}
      {isBetter && coordinates && <Warnings texts={[t("shifted", { system: nameOf(best.system) })]} />}
      {(isBetter || !coordinates) && shown.length > 0 && (
        <table className="import-fit">
          <thead>
            <tr>
              <th scope="col">{t("readAs")}</th>
              <th scope="col">{t("inPlace")}</th>
              <th scope="col">{t("movedBy")}</th>
              <th aria-label={t("use")} />
            </tr>
          </thead>
          <tbody>
            {shown.map(({ system, share, movedMetres }) => (
              <tr key={system}>
                <th scope="row">{nameOf(system)}</th>
                <td>{format.percent(share)}</td>
                <td>{movedMetres > 0 ? `${format.number(Math.round(movedMetres))} m` : "–"}</td>
                <td>
                  {system === coordinates ? (
                    t("inUse")
                  ) : (
                    <Button onClick={() => setCoordinates(name, system)}>{t("use")}</Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!isBetter && own && <p className="view-note">{t("fits", { share: format.percent(own.share) })}</p>}
    </>
  );
}

const parts = ["x", "y", "lon", "lat"] as const;

/** Places known in both systems, from which the local plane is found. */
function ControlPoints({ file }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { controlPoints: points, name } = file;
  const plane = localPlane(file);
  const set = (row: number, at: number, value: number) =>
    setControlPoints(
      name,
      points.map((point, i) => {
        const [x, y, lon, lat] = point.map((old, j) => (i === row && j === at ? value : old));
        return [x ?? Number.NaN, y ?? Number.NaN, lon ?? Number.NaN, lat ?? Number.NaN] as const;
      }),
    );
  const unknown = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;
  return (
    <fieldset className="import-points">
      <legend className="view-note">{t("pointsHint")}</legend>
      {points.map((point, row) => (
        // Points have no name; their order does not change.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={row}>
          {parts.map((part, at) => (
            <input
              key={part}
              inputMode="decimal"
              aria-label={t("pointPart", { part: t(`part.${part}`), n: row + 1 })}
              placeholder={t(`part.${part}`)}
              defaultValue={Number.isFinite(point[at]) ? String(point[at]) : ""}
              onChange={({ target }) => set(row, at, target.value.trim() === "" ? Number.NaN : Number(target.value))}
            />
          ))}
        </div>
      ))}
      <div className="view-actions">
        <Button icon="plus" onClick={() => setControlPoints(name, [...points, unknown])}>
          {t("addPoint")}
        </Button>
        {points.length > 0 && (
          <IconButton icon="minus" label={t("dropPoint")} onClick={() => setControlPoints(name, points.slice(0, -1))} />
        )}
      </div>
      {plane ? (
        <p className="view-note">
          {t(plane.kind, { n: points.length, metres: format.number(Math.round(plane.rmsMetres * 100) / 100) })}
        </p>
      ) : (
        <Warnings texts={[t("pointsMissing")]} />
      )}
    </fieldset>
  );
}
