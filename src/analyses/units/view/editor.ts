import { createPlan, type Plan, type PlanChange, reassign } from "../../../lib/plan.ts";
import { type BridgePair, packBridges, toggled } from "../../../lib/plan-bridges.ts";
import { packPlan, unpackPlan } from "../../../lib/plan-code.ts";
import { growFromSeeds } from "../../../lib/plan-grow.ts";
import { createPlanHistory, type PlanHistory } from "../../../lib/plan-history.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { store } from "../../../state/store.ts";
import { measureAt } from "../kernel/measures.ts";
import type { Atoms } from "./atoms.ts";
import { lockedSetting, settingsOf } from "./settings.ts";

/** How the map answers the pointer. */
export const tools = ["look", "paint", "lasso", "border", "seed", "bridge"] as const;
export type Tool = (typeof tools)[number];

/** The atoms of a seed and the unit that grows from it. */
export interface Seed {
  readonly atom: number;
  readonly unit: number;
}

interface EditorState {
  readonly atoms: Atoms | null;
  readonly plan: Plan | null;
  /** Changes with every change of the plan. */
  readonly version: number;
  /** A stroke is on its way: what is dear waits for its end. */
  readonly stroking: boolean;
  readonly tool: Tool;
  /** The unit that painted atoms go to. */
  readonly target: number;
  /** How far the brush reaches, metres; 0 is one atom. */
  readonly brushMetres: number;
  readonly locked: ReadonlySet<number>;
  readonly seeds: readonly Seed[];
  /** Atoms that the tool would take now. */
  readonly aimed: readonly number[];
  /** The lasso as longitude and latitude interleaved. */
  readonly lasso: readonly number[];
  /** The atom that the next bridge begins at. */
  readonly bridgeFrom: number | null;
  /** The atom of the keyboard's cursor. */
  readonly cursor: number | null;
  readonly changesOnly: boolean;
  /** What changes are shown against; null: today. */
  readonly reference: { readonly name: string; readonly unit: Uint16Array } | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Why the plan of the link was not taken. */
  readonly wrong: "not-a-plan" | "other-atoms" | null;
}

/** The plan that is being edited, and how. */
export const editor = createLocalStore<EditorState>({
  atoms: null,
  plan: null,
  version: 0,
  stroking: false,
  tool: "look",
  target: 0,
  brushMetres: 0,
  locked: new Set(),
  seeds: [],
  aimed: [],
  lasso: [],
  bridgeFrom: null,
  cursor: null,
  changesOnly: false,
  reference: null,
  canUndo: false,
  canRedo: false,
  wrong: null,
});

let history: PlanHistory = createPlanHistory();
/** The plan as the document has it; another text comes from outside. */
let written = "";
let frame = 0;

const get = editor.getState;

/** Takes atoms and the document's plan of them; an edited plan of the same atoms stays. */
export function adopt(atoms: Atoms): void {
  const settings = settingsOf(store.getState().document);
  const before = get();
  const same = before.atoms?.table === atoms.table && before.atoms.base.level === atoms.base.level;
  const kept = same && before.plan && settings.plan === written;
  const read = settings.plan ? unpackPlan(settings.plan, atoms.ownGraph, atoms.table.ids) : { unit: atoms.base.unit };
  const unit = kept ? before.plan.unit : "unit" in read ? read.unit : atoms.base.unit;
  const least = kept ? before.plan.units() : atoms.base.names.length;
  const units = unit.reduce((most, own) => Math.max(most, own + 1), least);
  if (!kept) history = createPlanHistory();
  written = settings.plan;
  editor.setState({
    atoms,
    plan: createPlan(atoms, unit, units),
    locked: new Set(settings.locked),
    seeds: same ? before.seeds : [],
    reference: same ? before.reference : null,
    aimed: [],
    lasso: [],
    bridgeFrom: null,
    cursor: null,
    wrong: "wrong" in read ? read.wrong : null,
    target: Math.min(before.target, units - 1),
    version: before.version + 1,
    canUndo: history.canUndo(),
    canRedo: history.canRedo(),
  });
}

/** Takes the document's plan where it is another than the one written last (a link was opened). */
export function followLink(): void {
  const { atoms } = get();
  const { plan, locked } = settingsOf(store.getState().document);
  if (!atoms) return;
  if (lockedSetting(locked) !== lockedSetting([...get().locked])) editor.setState({ locked: new Set(locked) });
  if (plan !== written) adopt(atoms);
}

/** Says that the plan has changed: at once where nothing is dragged, else with the next frame. */
function changed(): void {
  const tell = () => {
    frame = 0;
    editor.setState(({ version }) => ({
      version: version + 1,
      canUndo: history.canUndo(),
      canRedo: history.canRedo(),
    }));
  };
  if (!get().stroking) tell();
  else frame ||= requestAnimationFrame(tell);
}

/** More is known of the atoms than before: figures are shown anew, if they are still the atoms on screen. */
export function refreshFigures(atoms: Atoms): void {
  if (get().atoms === atoms) editor.setState(({ version }) => ({ version: version + 1 }));
}

/** Writes the plan into the document, and so into the link. */
function write(): void {
  const { atoms, plan } = get();
  if (!atoms || !plan) return;
  const asToday = plan.unit.every((own, a) => own === atoms.base.unit[a]);
  written = asToday ? "" : packPlan(plan.unit, atoms.ownGraph, atoms.table.ids);
  setAnalysis("units", { plan: written });
}

function note(change: PlanChange | null, stroke: boolean): boolean {
  if (!change) return false;
  history.note(change, stroke);
  changed();
  return true;
}

let strokeBegun = false;

/** Everything until `endStroke` is one step of the history. */
export function beginStroke(): void {
  strokeBegun = false;
  editor.setState({ stroking: true });
}

export function endStroke(): void {
  cancelAnimationFrame(frame);
  frame = 0;
  editor.setState({ stroking: false, aimed: [], lasso: [] });
  changed();
  write();
}

/** Gives atoms to a unit, those of locked units left out. */
export function give(list: readonly number[], to = get().target): void {
  const { plan, locked, stroking } = get();
  if (!plan || locked.has(to)) return;
  const free = list.filter((atom) => !locked.has(plan.unit[atom] ?? 0));
  const made = note(plan.move(free, to), stroking && strokeBegun);
  strokeBegun ||= made;
  if (made && !stroking) write();
}

/** Replaces the whole plan, as one step that can be undone. */
export function replacePlan(unit: ArrayLike<number>): void {
  const { plan } = get();
  if (!plan) return;
  note(reassign(plan, unit), false);
  write();
}

export function undo(): void {
  const { plan } = get();
  if (!plan || !history.undo(plan)) return;
  changed();
  write();
}

export function redo(): void {
  const { plan } = get();
  if (!plan || !history.redo(plan)) return;
  changed();
  write();
}

/** A new unit, empty yet, that the next stroke paints. */
export function addUnit(): void {
  const { plan } = get();
  if (!plan) return;
  const empty = Array.from({ length: plan.units() }, (_, unit) => unit).find((unit) => plan.size(unit) === 0);
  const target = empty ?? plan.addUnit();
  editor.setState(({ tool }) => ({ target, tool: tool === "look" ? "paint" : tool }));
  changed();
}

export function setTool(tool: Tool): void {
  editor.setState({ tool, aimed: [], lasso: [], bridgeFrom: null });
}

export function toggleLock(unit: number): void {
  const locked = new Set(get().locked);
  if (!locked.delete(unit)) locked.add(unit);
  editor.setState(({ version }) => ({ locked, version: version + 1 }));
  setAnalysis("units", { locked: lockedSetting([...locked]) });
}

/** Sets or takes away a seed of the target at an atom. */
export function toggleSeed(atom: number): void {
  const { seeds, target, version } = get();
  const others = seeds.filter((seed) => seed.atom !== atom);
  const next = others.length < seeds.length ? others : [...seeds, { atom, unit: target }];
  editor.setState({ seeds: next, version: version + 1 });
}

/** Grows units from the seeds over the units that the seeds lie in, alike in residents. */
export function growSeeds(): void {
  const { atoms, plan, seeds, locked } = get();
  if (!atoms || !plan) return;
  const weight = atoms.measures[measureAt.residents] ?? new Float64Array(atoms.count);
  const touched = new Set(seeds.flatMap(({ atom, unit }) => [plan.unit[atom] ?? 0, unit]));
  const free = Uint8Array.from(plan.unit, (unit) => (touched.has(unit) && !locked.has(unit) ? 1 : 0));
  replacePlan(growFromSeeds(atoms, plan.unit, { seeds, free, weight }));
  editor.setState(({ version }) => ({ seeds: [], version: version + 1 }));
}

/** Writes the bridges into the document; the atoms are then linked anew. */
export function setBridges(bridges: readonly BridgePair[]): void {
  const { atoms } = get();
  if (!atoms) return;
  editor.setState({ bridgeFrom: null, aimed: [] });
  setAnalysis("units", { bridges: packBridges(bridges, atoms.table.ids) });
}

/** Begins a bridge at an atom, or ends it there: a link more, or one less where it was there already. */
export function tapBridge(atom: number): void {
  const { atoms, bridgeFrom } = get();
  if (!atoms) return;
  if (bridgeFrom === null) editor.setState({ bridgeFrom: atom, aimed: [atom] });
  else if (bridgeFrom === atom) editor.setState({ bridgeFrom: null, aimed: [] });
  else setBridges(toggled(atoms.bridges, bridgeFrom, atom));
}

/** Lets only what differs from another plan stand out on the map; null: from today. */
export function showDifference(reference: EditorState["reference"], changesOnly = true): void {
  editor.setState(({ version }) => ({ reference, changesOnly, version: version + 1 }));
}

/** Back to the units of today. */
export function asToday(): void {
  const { atoms } = get();
  if (atoms) replacePlan(atoms.base.unit);
}
