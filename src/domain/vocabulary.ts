/** The closed vocabularies of the data model. Names and meanings follow GB/T 30428 where it names them. */

/** Levels of areas, from coarse to fine. `cell` is the unit grid of about 10,000 m². */
export const areaLevels = [
  "city",
  "district",
  "street_town",
  "basic_unit",
  "community",
  "comp_grid",
  "duty_grid",
  "micro_grid",
  "cell",
] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** Where a case came from. */
export const caseSources = [
  "patrol",
  "hotline_12345",
  "neighborhood",
  "wechat",
  "video",
  "sensor",
  "leader",
  "transfer",
  "media",
  "public_app",
  "whistle",
  "other",
] as const;

/** Where a case stands. */
export const caseStatuses = [
  "reported",
  "pending_accept",
  "registered",
  "dispatched",
  "handling",
  "checking",
  "closed",
  "void",
  "suspended",
  "rejected",
  "returned",
  "rework",
] as const;

/** Stages of the closed loop; presets name which of them a place uses. */
export const stages = [
  "discover",
  "register",
  "dispatch",
  "handle",
  "feedback",
  "verify",
  "close",
  "evaluate",
] as const;

/** Kinds of base-map features. */
export const basemapKinds = ["land", "water", "green", "railway", "estate"] as const;

/** Road classes, from wide to narrow. */
export const roadClasses = ["expressway", "trunk", "primary", "secondary", "branch", "lane", "path"] as const;
