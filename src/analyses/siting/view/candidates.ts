import { spread } from "../../../lib/spread.ts";
import type { City } from "../../../state/city-tables.ts";
import { middleOfBuilding } from "../../../state/residents.ts";
import type { Settings } from "./settings.ts";

/** Places where something might be built: longitude and latitude in degrees. */
export interface Candidates {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** How many of them the user drew; they come first. */
  readonly drawn: number;
}

type Places = Pick<Candidates, "lon" | "lat">;

/** What the user drew, then what the town offers, thinned out evenly to the number asked for. */
export function candidatesOf(city: City, { drawn, form }: Settings): Candidates {
  const own = drawn.length / 2;
  const offered = offeredBy(city, form.from);
  const kept = form.onlyDrawn && own > 0 ? [] : spread(offered, form.candidates);
  const lon = [...drawn.filter((_, i) => i % 2 === 0), ...kept.map((n) => offered.lon[n] ?? Number.NaN)];
  const lat = [...drawn.filter((_, i) => i % 2 === 1), ...kept.map((n) => offered.lat[n] ?? Number.NaN)];
  return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), drawn: own };
}

/** Street furniture among the facilities: something can be mounted there. */
const furniture: ReadonlySet<string> = new Set(["bus_stop", "lamp_post", "street_lamp", "traffic_signal"]);

function offeredBy(city: City, from: Settings["form"]["from"]): Places {
  const { roads, cameras, facilities, buildings } = city;
  const mounts = [...facilities.types.keys()].filter((row) => furniture.has(facilities.types[row] ?? ""));
  const at = (values: Float64Array) => mounts.map((row) => values[row] ?? Number.NaN);
  const built = [...buildings.heightMetres.keys()];
  const sources: Readonly<Record<string, () => Places>> = {
    crossings: () => ({ lon: roads.nodeLon, lat: roads.nodeLat }),
    poles: () => ({
      lon: Float64Array.from([...cameras.lon, ...at(facilities.lon)]),
      lat: Float64Array.from([...cameras.lat, ...at(facilities.lat)]),
    }),
    buildings: () => ({
      lon: Float64Array.from(built, (row) => middleOfBuilding(buildings, row, 0)),
      lat: Float64Array.from(built, (row) => middleOfBuilding(buildings, row, 1)),
    }),
  };
  const places = Object.entries(sources).flatMap(([name, of]) => (from === "all" || from === name ? [of()] : []));
  return {
    lon: Float64Array.from(places.flatMap(({ lon }) => [...lon])),
    lat: Float64Array.from(places.flatMap(({ lat }) => [...lat])),
  };
}
