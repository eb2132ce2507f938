import { type KeyboardEvent, useMemo } from "react";
import { planColour } from "../../../layers/plan/style.ts";
import { hexOf } from "../../../lib/colour.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { Button, Check, IconButton, Segmented, Select } from "../../../ui/controls.tsx";
import { Section, Swatch } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { measureAt } from "../kernel/measures.ts";
import { Bridges } from "./bridges.tsx";
import { brokenParts, coloursOf, mostBreaks } from "./drawn.ts";
import { addUnit, asToday, editor, give, growSeeds, redo, setTool, showDifference, tools, undo } from "./editor.ts";
import { How } from "./how.tsx";
import { lookAt } from "./look-at.ts";
import { moveCursor } from "./tools.ts";
import { UnitCard } from "./unit-card.tsx";
import type { Shown } from "./use-plan.ts";

/** Tools, the units with their figures, where they break, and what the borders follow. */
export function DrawPage({ shown }: { readonly shown: Shown }) {
  return (
    <>
      <Tools shown={shown} />
      <Units shown={shown} />
      <Breaks shown={shown} />
      <Bridges shown={shown} />
      <UnitCard shown={shown} />
      <Follows shown={shown} />
      <How shown={shown} />
    </>
  );
}

function Tools({ shown }: { readonly shown: Shown }) {
  const { t, nameOf, plan } = shown;
  const { tool, target, brushMetres, canUndo, canRedo, seeds, changesOnly, reference, bridgeFrom } = useLocal(
    editor,
    (state) => state,
  );
  const units = Array.from({ length: plan.units() }, (_, unit) => unit).filter(
    (unit) => plan.size(unit) > 0 || unit === target,
  );
  return (
    <div className="units-tools">
      <Segmented
        label={t("tools")}
        options={tools.map((value) => ({ value, label: t(`tool.${value}`) }))}
        value={tool}
        onChange={setTool}
      />
      <p className="view-note">
        {t(tool === "bridge" && bridgeFrom !== null ? "hint.bridgeTo" : `hint.${tool}`, { unit: nameOf(target) })}
      </p>
      <div className="units-row">
        <Select
          labelled
          label={t("target")}
          options={units.map((unit) => ({ value: String(unit), label: nameOf(unit) }))}
          value={String(target)}
          onChange={(unit) => editor.setState({ target: Number(unit) })}
        />
        <Button onClick={addUnit}>{t("addUnit")}</Button>
        <IconButton icon="undo" label={t("undo")} onClick={undo} disabled={!canUndo} />
        <IconButton icon="redo" label={t("redo")} onClick={redo} disabled={!canRedo} />
      </div>
      {tool === "paint" && (
        <Segmented
          label={t("brush")}
          options={([0, 100, 250] as const).map((metres) => ({ value: `${metres}`, label: t(`brush.${metres}`) }))}
          value={`${brushMetres}`}
          onChange={(metres) => editor.setState({ brushMetres: Number(metres) })}
        />
      )}
      {seeds.length > 0 && (
        <div className="units-row">
          <Button kind="primary" onClick={growSeeds}>
            {t("grow", { count: seeds.length })}
          </Button>
          <Button kind="quiet" onClick={() => editor.setState(({ version }) => ({ seeds: [], version: version + 1 }))}>
            {t("clearSeeds")}
          </Button>
        </div>
      )}
      <div className="units-row">
        <Check
          label={reference ? t("changesFrom", { plan: reference.name }) : t("changesOnly")}
          checked={changesOnly}
          onChange={() => showDifference(null, !changesOnly)}
        />
        <Button kind="quiet" onClick={asToday}>
          {t("today")}
        </Button>
      </div>
      <Keyboard shown={shown} />
    </div>
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Painting without a pointer: a cursor that goes from atom to atom. */
function Keyboard({ shown: { t, nameOf, atoms, plan } }: { readonly shown: Shown }) {
  const cursor = useLocal(editor, (state) => state.cursor);
  const target = useLocal(editor, (state) => state.target);
  function press(event: KeyboardEvent) {
    const arrow = arrows[event.key];
    if (arrow) moveCursor(...arrow);
    else if (event.key === " ") give(cursor === null ? [] : [cursor]);
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) (event.shiftKey ? redo : undo)();
    else return;
    event.preventDefault();
  }
  const residents = cursor === null ? 0 : (atoms.measures[measureAt.residents]?.[cursor] ?? 0);
  return (
    <div className="units-keyboard">
      <button type="button" className="button button-quiet" onKeyDown={press} onClick={() => moveCursor(0, 0)}>
        {t("keyboard")}
      </button>
      <span className="view-note" aria-live="polite">
        {cursor === null
          ? t("keyboardHint", { unit: nameOf(target) })
          : t("cursorAt", {
              name: atoms.table.names[cursor] || (atoms.table.ids[cursor] ?? ""),
              unit: nameOf(plan.unit[cursor] ?? 0),
              residents: Math.round(residents),
            })}
      </span>
    </div>
  );
}

function Units({ shown }: { readonly shown: Shown }) {
  const { judged, nameOf, t, format, atoms, plan } = shown;
  const target = useLocal(editor, (state) => state.target);
  const version = useLocal(editor, (state) => state.version);
  const theme = useApp((state) => state.document.theme);
  const units = judged.units;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the plan changes in place, its version says so
  const colours = useMemo(() => coloursOf(atoms, plan.unit), [atoms, plan, version]);
  const columns = useMemo((): SortedColumn[] => {
    const at = (row: number) => units[row]?.figures;
    const name = (row: number) => nameOf(at(row)?.unit ?? 0);
    const numeric = (key: "residents" | "areaKm2" | "workHours", width: number, header: string): SortedColumn => ({
      key,
      header,
      width,
      value: (row) => at(row)?.[key] ?? 0,
      cell: (row) => {
        const value = at(row)?.[key] ?? 0;
        return key === "areaKm2" ? value.toFixed(2) : format.compact(Math.round(value));
      },
    });
    return [
      {
        key: "unit",
        header: t("column.unit"),
        value: name,
        cell: (row) => (
          <span className="class-name">
            <Swatch colour={hexOf(planColour(theme, colours[at(row)?.unit ?? 0] ?? 0))} />
            <span>{name(row)}</span>
          </span>
        ),
      },
      numeric("residents", 60, t("column.residents")),
      numeric("areaKm2", 48, t("column.km2")),
      { ...numeric("workHours", 64, t("column.hours")), hint: t("hintHours") },
      {
        key: "lined",
        header: t("column.lined"),
        hint: t("hintLined"),
        width: 60,
        value: (row) => at(row)?.lineShare ?? -1,
        cell: (row) => `${Math.round(100 * (at(row)?.lineShare ?? 0))}%`,
      },
    ];
  }, [units, nameOf, t, format, theme, colours]);
  return (
    <Section title={t("units")} aside={<span>{units.length}</span>}>
      <SortedTable
        label={t("units")}
        columns={columns}
        rows={units.length}
        rowName={(row) => nameOf(units[row]?.figures.unit ?? 0)}
        onRow={(row) => editor.setState({ target: units[row]?.figures.unit ?? 0 })}
        selected={units.findIndex(({ figures }) => figures.unit === target)}
      />
    </Section>
  );
}

/** Where units are broken: numbered as on the map, with the way there and the way to mend it. */
function Breaks({ shown: { atoms, plan, nameOf, t, format } }: { readonly shown: Shown }) {
  const parts = brokenParts(plan).slice(0, mostBreaks);
  if (parts.length === 0) return null;
  const residents = (list: readonly number[]) =>
    list.reduce((sum, atom) => sum + (atoms.measures[measureAt.residents]?.[atom] ?? 0), 0);
  return (
    <Section title={t("breaks")} aside={<span>{parts.length}</span>}>
      <ol className="units-breaks">
        {parts.map((part) => (
          <li key={part.atoms[0]}>
            <span>
              {t("breakRow", {
                unit: nameOf(part.unit),
                atoms: part.atoms.length,
                residents: format.number(Math.round(residents(part.atoms))),
              })}
            </span>
            <IconButton
              icon="zoom"
              label={t("zoom")}
              size={16}
              onClick={() => lookAt(atoms.table.labelPoints, part.atoms[0] ?? 0)}
            />
            <Button kind="quiet" onClick={() => give(part.atoms, around(plan.unit, atoms.graph, part))}>
              {t("mend")}
            </Button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The unit that shares most border with a part. */
function around(
  unit: Uint16Array,
  { start, neighbour, metres }: Shown["atoms"]["graph"],
  part: { readonly unit: number; readonly atoms: readonly number[] },
): number {
  const shared = new Map<number, number>();
  for (const atom of part.atoms) {
    for (let k = start[atom] ?? 0; k < (start[atom + 1] ?? 0); k++) {
      const other = unit[neighbour[k] ?? 0] ?? part.unit;
      if (other !== part.unit) shared.set(other, (shared.get(other) ?? 0) + (metres[k] ?? 0));
    }
  }
  return [...shared].reduce((best, one) => (one[1] > best[1] ? one : best), [part.unit, 0] as [number, number])[0];
}

/** What the borders between units follow. */
function Follows({ shown: { judged, t, format } }: { readonly shown: Shown }) {
  const total = judged.follows.reduce((sum, { metres }) => sum + metres, 0);
  if (total === 0) return null;
  const facts = judged.follows.slice(0, 8).map(({ name, kind, metres }): [string, string] => {
    const label = kind === null ? t("alongNone") : name || t("alongUnnamed", { kind: t(`line.${kind}`) });
    return [label, `${format.metres(metres)} · ${format.percent(metres / total)}`];
  });
  return (
    <Section title={t("along")}>
      <Facts facts={facts} />
    </Section>
  );
}
