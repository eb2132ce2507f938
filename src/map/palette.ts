import type { Theme } from "../domain/document.ts";

/** The colours of the quiet base map. */
export interface BasePalette {
  readonly land: string;
  readonly water: string;
  readonly green: string;
  readonly estate: string;
  readonly building: string;
  readonly buildingEdge: string;
  readonly road: string;
  readonly roadCasing: string;
  readonly path: string;
  readonly railway: string;
  readonly railwayTie: string;
}

/** Light and dark base map: everything close to the ground, so that data is the only colour. */
export const basePalettes: Readonly<Record<Theme, BasePalette>> = {
  light: {
    land: "#f6f6f3",
    water: "#dbe6ee",
    green: "#e6eee0",
    estate: "#f1f0ec",
    building: "#e9e7e3",
    buildingEdge: "#dedbd5",
    road: "#ffffff",
    roadCasing: "#dddcd7",
    path: "#e6e5e1",
    railway: "#c9c9c6",
    railwayTie: "#f6f6f3",
  },
  dark: {
    land: "#12161c",
    water: "#0d1b28",
    green: "#142019",
    estate: "#151a21",
    building: "#1b2129",
    buildingEdge: "#232a34",
    road: "#262d37",
    roadCasing: "#0e1217",
    path: "#1f252e",
    railway: "#333b47",
    railwayTie: "#12161c",
  },
};
