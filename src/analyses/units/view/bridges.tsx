import { metresPerDegree } from "../../../lib/geodesy.ts";
import { toggled } from "../../../lib/plan-bridges.ts";
import { planeAt } from "../../../lib/plane.ts";
import { proposeBridges } from "../../../lib/regions/components.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Button, IconButton } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import type { Atoms } from "./atoms.ts";
import { editor, setBridges } from "./editor.ts";
import { lookAt } from "./look-at.ts";
import type { Shown } from "./use-plan.ts";

/** More are left to the map. */
const mostListed = 40;

/** Links between atoms that do not touch: which there are, what is still apart, and the shortest ones that would join it. */
export function Bridges({ shown }: { readonly shown: Shown }) {
  const { atoms, t } = shown;
  const tool = useLocal(editor, (state) => state.tool);
  const { bridges, components, bridgesRefused } = atoms;
  const pieces = components.sizes.length;
  if (pieces < 2 && bridges.length === 0 && tool !== "bridge" && !bridgesRefused) return null;
  const apart = components.sizes.slice(1).reduce((sum, size) => sum + size, 0);
  return (
    <Section title={t("bridges")} aside={<span>{bridges.length}</span>}>
      <Warnings texts={bridgesRefused ? [t("bridgesRefused")] : []} />
      <p className="view-note">{pieces > 1 ? t("bridgesApart", { pieces, apart }) : t("bridgesWhole")}</p>
      {pieces > 1 && (
        <span>
          <Button onClick={() => setBridges(withProposed(atoms))}>{t("bridgesPropose", { count: pieces - 1 })}</Button>
        </span>
      )}
      {bridges.length > 0 && <BridgeList shown={shown} />}
    </Section>
  );
}

function BridgeList({ shown: { atoms, t, format } }: { readonly shown: Shown }) {
  const name = (atom: number) => atoms.table.names[atom] || (atoms.table.ids[atom] ?? "");
  return (
    <ul className="units-bridges">
      {atoms.bridges.slice(0, mostListed).map(([from, to]) => (
        <li key={`${from} ${to}`}>
          <span>
            {name(from)} – {name(to)}
          </span>
          <small>{format.metres(metresBetween(atoms, from, to))}</small>
          <IconButton icon="zoom" label={t("zoom")} size={16} onClick={() => lookAt(atoms.table.labelPoints, from)} />
          <Button kind="quiet" onClick={() => setBridges(toggled(atoms.bridges, from, to))}>
            {t("remove")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function metresBetween({ table: { labelPoints } }: Atoms, from: number, to: number): number {
  const [x0 = 0, y0 = 0] = labelPoints.subarray(2 * from, 2 * from + 2);
  const [x1 = 0, y1 = 0] = labelPoints.subarray(2 * to, 2 * to + 2);
  const scale = metresPerDegree(y0);
  return Math.hypot((x1 - x0) * scale.lon, (y1 - y0) * scale.lat);
}

/** The bridges there are, and the shortest that make one whole of what is apart. */
function withProposed({ table: { labelPoints }, components, bridges, count }: Atoms) {
  const plane = planeAt(labelPoints[0] ?? 0, labelPoints[1] ?? 0);
  const x = Float64Array.from({ length: count }, (_, a) => (labelPoints[2 * a] ?? Number.NaN) * plane.metresPerLon);
  const y = Float64Array.from({ length: count }, (_, a) => (labelPoints[2 * a + 1] ?? Number.NaN) * plane.metresPerLat);
  const proposed = proposeBridges(components.component, x, y);
  return proposed.reduce((all, { from, to }) => toggled(all, from, to), bridges);
}
