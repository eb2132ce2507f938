import { createEnginePool } from "../engine/pool.ts";

/** The page's analysis workers: as many as cores, within reason. They start when first needed. */
export const engine = createEnginePool(Math.max(1, Math.min(4, navigator.hardwareConcurrency || 2)));
