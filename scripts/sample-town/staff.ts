import type { Random } from "../../src/lib/random.ts";
import { depts } from "./catalogue.ts";
import type { StationPlan } from "./stations.ts";

/** A post with a pseudonym; nobody real. */
export interface StaffMember {
  readonly id: string;
  readonly role: string;
  readonly dept: string;
  readonly areaId: string;
  readonly station: string;
  readonly mode: "resident" | "on_call" | "rotating";
  readonly appointment: "assigned" | "transferred" | "examined" | "elected";
  readonly establishment: string;
  readonly birthYear: number;
  readonly startYear: number;
}

/** Staff of the town, and who of them act on cases. */
export interface StaffPlan {
  readonly members: readonly StaffMember[];
  /** By duty grid: its collectors. */
  readonly collectors: readonly (readonly string[])[];
  readonly clerks: readonly string[];
  readonly dispatchers: readonly string[];
  readonly evaluators: readonly string[];
  /** By department: its handlers. */
  readonly handlers: ReadonlyMap<string, readonly string[]>;
}

/** What the posts are for. */
export interface StaffedTown {
  readonly townId: string;
  readonly gridIds: readonly string[];
  readonly communityIds: readonly string[];
  readonly stations: StationPlan;
}

/** Fills a post and returns its pseudonym. */
type Hire = (role: string, dept: string, areaId: string, extra?: Partial<StaffMember>) => string;

/** Roles that sit in a block station, and where they come from. */
const residentRoles = [
  ["chengguan", "chengguan"],
  ["assistant", "appearance"],
  ["housing", "housing"],
  ["police", "police"],
  ["sanitation", "sanitation"],
] as const;

function staffStations(town: StaffedTown, hire: Hire): void {
  for (const station of town.stations.stations) {
    for (const [role, dept] of residentRoles) {
      hire(role, dept, town.townId, { station: station.id, mode: role === "housing" ? "rotating" : "resident" });
    }
    hire("market_reg", "market", town.townId, { station: station.id, mode: "on_call" });
    hire("traffic_police", "traffic", town.townId, { station: station.id, mode: "on_call" });
  }
}

function staffCommunities(town: StaffedTown, hire: Hire, random: Random): void {
  for (const community of town.communityIds) {
    hire("secretary", "services", community, { appointment: "assigned", establishment: "事业" });
    hire("community_police", "police", community, { establishment: "行政执法" });
    for (let i = 0; i < 7; i++) {
      hire("community_worker", "services", community, { appointment: random.pick(["examined", "elected"]) });
    }
  }
}

/** Fills the posts. */
export function hireStaff(town: StaffedTown, random: Random): StaffPlan {
  const members: StaffMember[] = [];
  const hire: Hire = (role, dept, areaId, extra = {}) => {
    const id = `P${String(members.length + 1).padStart(4, "0")}`;
    members.push({
      id,
      role,
      dept,
      areaId,
      station: "",
      mode: "resident",
      appointment: random.pick(["examined", "transferred", "assigned"]),
      establishment: random.pick(["事业", "聘用", "聘用"]),
      birthYear: Math.floor(random.between(1968, 2001)),
      startYear: Math.floor(random.between(2012, 2025)),
      ...extra,
    });
    return id;
  };
  const several = (count: number, make: () => string) => Array.from({ length: count }, make);
  const centre = "grid_centre";
  const collectors = town.gridIds.map((grid) => several(4, () => hire("collector", centre, grid)));
  for (const grid of town.gridIds) hire("grid_head", centre, grid, { establishment: "行政" });
  const clerks = several(8, () => hire("intake", centre, town.townId));
  const dispatchers = several(6, () => hire("dispatcher", centre, town.townId));
  const evaluators = several(3, () => hire("evaluator", centre, town.townId));
  several(3, () => hire("shift_lead", centre, town.townId));
  const handlers = new Map(
    depts
      .filter((dept) => dept.level === 2)
      .map((dept) => [dept.code, several(6, () => hire("handler", dept.code, town.townId))]),
  );
  staffStations(town, hire);
  staffCommunities(town, hire, random);
  return { members, collectors, clerks, dispatchers, evaluators, handlers };
}
