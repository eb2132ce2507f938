import { stages } from "../../src/domain/vocabulary.ts";
import type { Random } from "../../src/lib/random.ts";
import type { CaseWorld } from "./case-world.ts";
import { sources } from "./rhythm.ts";
import type { Action } from "./timeline.ts";

/** The steps of one case while they are recorded. */
export interface Step {
  stage: string;
  action: Action;
  at: number;
  callLevel: number | null;
}

/** Columns of the table `case_events` while they grow. */
export function eventColumns() {
  return {
    case_id: [] as string[],
    seq: [] as number[],
    stage: [] as string[],
    action: [] as string[],
    at: [] as number[],
    dept_id: [] as (string | null)[],
    actor_id: [] as (string | null)[],
    limit_s: [] as (number | null)[],
    call_level: [] as (number | null)[],
  };
}

/** What the log of a case is written from. */
export interface StepFacts {
  readonly world: CaseWorld;
  readonly id: string;
  readonly steps: Step[];
  readonly dept: string;
  readonly grid: number;
  readonly source: number;
}

const stageRank = new Map<string, number>(stages.map((stage, i) => [stage, i]));

/** Limits of the desk steps in seconds. */
const deskLimits: Readonly<Record<string, number>> = { register: 900, dispatch: 900, close: 1800 };

/** Puts the steps of a case in order and adds them to the log. */
export function writeSteps(columns: ReturnType<typeof eventColumns>, facts: StepFacts, random: Random): void {
  const { world, id, steps, dept } = facts;
  steps.sort((a, b) => a.at - b.at || (stageRank.get(a.stage) ?? 0) - (stageRank.get(b.stage) ?? 0));
  const { staff } = world;
  const handler = random.pick(staff.handlers.get(dept) ?? staff.clerks);
  steps.forEach((step, i) => {
    const isHandled = step.stage === "handle" || (step.stage === "dispatch" && step.action === "return");
    columns.case_id.push(id);
    columns.seq.push(i + 1);
    columns.stage.push(step.stage);
    columns.action.push(step.action);
    columns.at.push(step.at);
    columns.dept_id.push(isHandled && step.action !== "call" && step.action !== "supervise" ? dept : "grid_centre");
    columns.actor_id.push(actorOf(step, { ...facts, handler }));
    columns.limit_s.push(step.action === "forward" ? (deskLimits[step.stage] ?? null) : null);
    columns.call_level.push(step.callLevel);
  });
}

/** Desks are manned in three shifts of eight hours; a collector walks a grid for a day. */
function actorOf(step: Step, { world, grid, source, handler }: StepFacts & { handler: string }): string | null {
  const { staff } = world;
  const onDuty = (people: readonly string[], hours: number) =>
    people[Math.floor(step.at / 3600 / hours) % people.length];
  if (step.stage === "discover") {
    return sources[source].code === "patrol" ? onDuty(staff.collectors[grid], 24) : null;
  }
  if (step.stage === "register") return onDuty(staff.clerks, 8);
  if (step.stage === "dispatch") return step.action === "return" ? handler : onDuty(staff.dispatchers, 8);
  if (step.stage === "handle") return handler;
  return step.stage === "close" ? onDuty(staff.clerks, 8) : onDuty(staff.evaluators, 24);
}
