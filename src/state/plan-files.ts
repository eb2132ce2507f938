export { type PlanFile, planFileMark, readPlanFile } from "../data/plan-file.ts";
