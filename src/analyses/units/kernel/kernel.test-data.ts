import { defaultParams } from "../../../domain/analysis.ts";
import type { UnitFigures } from "./figures.ts";
import type { TownFacts, UnitFacts } from "./judging.ts";
import { ruleParams } from "./params.ts";

export const rules = defaultParams(ruleParams);

export const noFacts: UnitFacts = {
  infrastructure: null,
  collectiveReform: null,
  groupsDissolved: null,
  formerTown: null,
  partyCommittee: null,
  communityCommittee: null,
  communityCentre: null,
  urbanBorderShare: null,
  urbanisation: null,
  committeesShare: null,
  centres: null,
  p90Minutes: null,
};

export const noTown: TownFacts = { p90Minutes: null, overdueShare: null, casesPer1000: null };

/** A unit of which only size and shape are known. */
export function figuresOf(patch: Partial<UnitFigures>): UnitFigures {
  const residents = patch.residents ?? 20_000;
  const areaKm2 = patch.areaKm2 ?? 2;
  return {
    unit: 0,
    atoms: 10,
    residents,
    households: residents / 2.5,
    areaKm2,
    cases: 0,
    workHours: 0,
    caseHours: 0,
    patrolHours: 0,
    assetHours: 0,
    roadKm: 0,
    facilities: 0,
    committees: 0,
    density: residents / areaKm2,
    casesPer1000: null,
    overdueShare: null,
    borderMetres: 6000,
    lineShare: null,
    compactness: null,
    parts: 1,
    placed: 0,
    nearCentres: [null, null, null],
    nearAll: null,
    nearCommittee: null,
    centreMetres: null,
    ...patch,
  };
}
