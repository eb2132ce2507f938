import type { CameraFields } from "../../../lib/optics.ts";
import type { CityCameras } from "../../../state/city-tables.ts";

/** What is known of one camera. */
export function cameraFields({ optics }: CityCameras, camera: number): CameraFields {
  const at = (values: Float64Array) => values[camera] ?? Number.NaN;
  return {
    ptzType: at(optics.cameraPtzType),
    azimuthDeg: at(optics.cameraAzimuthDeg),
    mountHeightMetres: at(optics.cameraMountHeightMetres),
    tiltDeg: at(optics.cameraTiltDeg),
    focalMm: at(optics.cameraFocalMm),
    sensorWidthMm: at(optics.cameraSensorWidthMm),
    sensorHeightMm: at(optics.cameraSensorHeightMm),
    hfovDeg: at(optics.cameraHfovDeg),
    vfovDeg: at(optics.cameraVfovDeg),
    resolutionWidthPx: at(optics.cameraResolutionWidthPx),
    resolutionHeightPx: at(optics.cameraResolutionHeightPx),
    maxRangeMetres: at(optics.cameraMaxRangeMetres),
  };
}
