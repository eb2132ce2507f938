import type { Box } from "../../../domain/manifest.ts";
import { CoverageRaster, type Footprints } from "../../../lib/coverage-raster.ts";
import { finish } from "../../../lib/progress.ts";
import { toPlane } from "../../../lib/plane.ts";
import { polygonRuns, type RasterFrame, wholeRuns } from "../../../lib/scanline.ts";
import { flatPolygons } from "../../../state/city-tables.ts";
import { LiveCoverage } from "../kernel/live.ts";
import { type Watched, watchStreets } from "../kernel/watch.ts";
import type { CoverageResult } from "./compute.ts";
