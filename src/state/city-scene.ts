import type { AreaTable } from "../domain/area-table.ts";
import { type City, flatPolygons } from "./city-tables.ts";

/** Fresh copies of what both kernels take: their buffers are handed over. */
export function sceneInput({ cameras, buildings }: Pick<City, "cameras" | "buildings">, areas: AreaTable | null) {
  const drawn = areas
    ? flatPolygons(areas.polygons)
    : { coordinates: new Float64Array(), ringStart: Uint32Array.of(0), featureStart: Uint32Array.of(0) };
  const { optics } = cameras;
  return {
    cameraLon: cameras.lon.slice(),
    cameraLat: cameras.lat.slice(),
    cameraPtzType: optics.cameraPtzType.slice(),
    cameraAzimuthDeg: optics.cameraAzimuthDeg.slice(),
    cameraMountHeightMetres: optics.cameraMountHeightMetres.slice(),
    cameraTiltDeg: optics.cameraTiltDeg.slice(),
    cameraFocalMm: optics.cameraFocalMm.slice(),
    cameraSensorWidthMm: optics.cameraSensorWidthMm.slice(),
    cameraSensorHeightMm: optics.cameraSensorHeightMm.slice(),
    cameraHfovDeg: optics.cameraHfovDeg.slice(),
    cameraVfovDeg: optics.cameraVfovDeg.slice(),
    cameraResolutionWidthPx: optics.cameraResolutionWidthPx.slice(),
    cameraResolutionHeightPx: optics.cameraResolutionHeightPx.slice(),
    cameraMaxRangeMetres: optics.cameraMaxRangeMetres.slice(),
    buildingCoordinates: buildings.coordinates.slice(),
    buildingRingStart: buildings.ringStart.slice(),
    buildingFeatureStart: buildings.featureStart.slice(),
    buildingHeightMetres: buildings.heightMetres.slice(),
    areaCoordinates: drawn.coordinates,
    areaRingStart: drawn.ringStart,
    areaFeatureStart: drawn.featureStart,
  };
}
