import type { CasePlaces } from "./case-places.ts";
import type { Ring } from "./geometry.ts";
import type { Plantings } from "./plantings.ts";
import type { StaffPlan } from "./staff.ts";

/** All that cases are made from. */
export interface CaseWorld {
  readonly seed: number;
  readonly cases: number;
  /** Share of cases whose steps are logged; 1 but for very large datasets. */
  readonly loggedShare: number;
  readonly places: CasePlaces;
  /** Outlines of the parcels. */
  readonly rings: readonly Ring[];
  readonly plantings: Plantings;
  readonly staff: StaffPlan;
  /** By parcel: seconds from the nearest station, number of its duty grid, ids of its areas. */
  readonly travelSeconds: ArrayLike<number>;
  readonly dutyGridOf: Int32Array;
  readonly communityOf: Int32Array;
  readonly dutyGridIds: readonly string[];
  readonly communityIds: readonly string[];
  readonly townId: string;
}
