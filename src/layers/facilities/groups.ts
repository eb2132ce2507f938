import type { Theme } from "../../domain/document.ts";
import type { Symbol24 } from "../gl/symbols.ts";
import { inks } from "../ink.ts";

/** Groups of facility types that share a symbol, with the types in them. */
const groups: readonly { code: string; path: string; types: readonly string[] }[] = [
  {
    code: "centre",
    path: "M12 2L22 10V22H14.5V15H9.5V22H2V10Z",
    types: [
      ...["affairs_centre", "grid_centre", "grid_subcentre", "party_centre", "security_centre", "joint_centre"],
      ...[
        "committee_office",
        "service_station",
        "gov_office",
        "civilisation_station",
        "party_school",
        "liaison_station",
      ],
    ],
  },
  {
    code: "order",
    path: "M12 1L21 4.5V11C21 17 17 21 12 23C7 21 3 17 3 11V4.5Z",
    types: [
      ...["police_station", "chengguan_squad", "market_office", "housing_office", "greening_office", "traffic_squad"],
      ...["justice_office", "food_drug_office", "work_safety_station", "fire_station", "police_room"],
    ],
  },
  {
    code: "health",
    path: "M8.5 2H15.5V8.5H22V15.5H15.5V22H8.5V15.5H2V8.5H8.5Z",
    types: ["health_centre", "health_station", "hospital", "medical_room", "ems_station"],
  },
  {
    code: "education",
    path: "M12 3L24 9L12 15L0 9ZM4 13L12 17L20 13V18C16 22 8 22 4 18Z",
    types: ["kindergarten", "primary", "middle", "school_gate"],
  },
  {
    code: "care",
    path: "M12 22C4 16 1 12 1 8A5.5 5.5 0 0 1 12 6A5.5 5.5 0 0 1 23 8C23 12 20 16 12 22Z",
    types: ["elderly_care", "day_care", "canteen"],
  },
  {
    code: "commerce",
    path: "M3 8H7C7 0.5 17 0.5 17 8H21L20 22H4ZM9.5 8H14.5C14.5 4 9.5 4 9.5 8Z",
    types: ["bank", "supermarket", "mall", "market"],
  },
  {
    code: "energy",
    path: "M12 1C15 6 20 10 20 15A8 8 0 0 1 4 15C4 10 9 6 12 1Z",
    types: ["gas_station"],
  },
  {
    code: "leisure",
    path: "M12 1L19 11H16L21 18H13.5V23H10.5V18H3L8 11H5Z",
    types: [
      ...["culture_centre", "activity_room", "library", "library_street", "park", "sports", "square", "stadium"],
      "religious_site",
    ],
  },
  {
    code: "transport",
    path: "M6 2H18C20 2 21 3 21 5V19H19V22H16V19H8V22H5V19H3V5C3 3 4 2 6 2ZM6 6V12H18V6Z",
    types: ["bus_stop", "metro", "transport_hub"],
  },
  { code: "other", path: "M12 5A7 7 0 1 1 12 19A7 7 0 1 1 12 5Z", types: [] },
];

const indexOfType = new Map(groups.flatMap(({ types }, i) => types.map((type) => [type, i] as const)));

/** The codes of the groups, in the order of their symbols; the last is for types that no group names. */
export const facilityGroups: readonly string[] = groups.map(({ code }) => code);

/** The group of a facility type as an index into `facilityGroups`. */
export function facilityGroupIndex(type: string): number {
  return indexOfType.get(type) ?? groups.length - 1;
}

/** The symbols of the groups: one colour, different shapes. */
export function facilitySymbols(theme: Theme): Symbol24[] {
  return groups.map(({ code, path }) => ({ code, path, colour: inks[theme].strongLabel }));
}
