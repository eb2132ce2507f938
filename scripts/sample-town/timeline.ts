import type { stages } from "../../src/domain/vocabulary.ts";
import type { Random } from "../../src/lib/random.ts";
import { workCalendar } from "./calendar.ts";
import type { Item } from "./catalogue.ts";
import { asOf, monthStart, sources } from "./rhythm.ts";

/** Actions in the log of a case. */
export const actions = [
  "forward",
  "return",
  "rework",
  "suspend",
  "resume",
  "extend",
  "supervise",
  "call",
  "cancel",
] as const;
export type Action = (typeof actions)[number];
type Stage = (typeof stages)[number];

/** What the times of a case depend on. */
export interface CaseCircumstances {
  readonly item: Item;
  readonly source: number;
  readonly reported: number;
  /** Seconds from the nearest station. */
  readonly travelSeconds: number;
  /** Slows everything from dispatch to arrival: 1 = as usual. */
  readonly waitFactor: number;
}

/** Takes the steps of a case in the order of their happening. */
export type Record = (stage: Stage, action: Action, at: number, callLevel?: number) => void;

/** The times of a case, NaN where a step was skipped or has not happened by the end of the data. */
export interface Timeline {
  accepted: number;
  registered: number;
  dispatched: number;
  arrived: number;
  handled: number;
  closed: number;
  due: number;
  status: string;
  reworks: number;
  returns: number;
  suspendedSeconds: number;
  skipped: "none" | "register" | "dispatch" | "evaluate";
}

const minute = 60;
const hour = 3600;
const day = 86_400;

/** The town's clocks tick twice a minute, which keeps the files small. */
const tick = 30;
const toTick = (at: number) => Math.floor(at / tick) * tick;

/** Odds of what can go wrong or be skipped. */
const odds = {
  void: 0.015,
  skipRegister: 0.008,
  skipDispatch: 0.012,
  skipEvaluate: 0.01,
  rework: 0.045,
  secondRework: 0.15,
  suspend: 0.02,
  extend: 0.02,
};

const returnOdds = { A: 0.02, B: 0.032, C: 0.05, D: 0.085 };
const stuckOdds = { A: 0.052, B: 0.07, C: 0.085, D: 0.15 };

/** Plays the six steps of a case and reports each to `record`; times after the end of the data are cut off. */
export function playCase(given: CaseCircumstances, random: Random, record: Record): Timeline {
  const spread = (median: number, sigma: number) => median * Math.exp(sigma * random.gaussian());
  const { item, reported } = given;
  const skipped = chooseSkip(given, random);
  const accepted = reported + atNight(reported, spread(sources[given.source].acceptMinutes * minute, 0.7));
  const timeline: Timeline = {
    accepted,
    registered: Number.NaN,
    dispatched: Number.NaN,
    arrived: Number.NaN,
    handled: Number.NaN,
    closed: Number.NaN,
    due: Number.NaN,
    status: "reported",
    reworks: 0,
    returns: 0,
    suspendedSeconds: 0,
    skipped,
  };
  const log = (stage: Stage, action: Action, at: number, status: string, callLevel?: number) => {
    if (at >= asOf) return;
    record(stage, action, toTick(at), callLevel);
    timeline.status = status;
  };
  log("discover", "forward", reported, accepted < asOf ? "pending_accept" : "reported");
  if (random.chance(odds.void)) {
    log("register", "cancel", accepted + spread(35 * minute, 0.8), "void");
    return cutOff(timeline);
  }
  const registered = accepted + atNight(accepted, spread(11 * minute, 0.7));
  if (skipped !== "register") {
    timeline.registered = registered;
    log("register", "forward", registered, "registered");
  }
  const clockStart = skipped === "register" ? accepted : registered;
  timeline.due = workCalendar.due(toTick(clockStart), item.limit, item.unit);
  const reached = dispatchCase(given, { timeline, registered: clockStart, log, spread }, random);
  handleCase(given, { timeline, reached, log, spread }, random);
  return cutOff(timeline);
}

type Log = (stage: Stage, action: Action, at: number, status: string, callLevel?: number) => void;
type Spread = (median: number, sigma: number) => number;

function chooseSkip({ source, item }: CaseCircumstances, random: Random): Timeline["skipped"] {
  const luck = random.float();
  const isPatrol = sources[source].code === "patrol";
  if (luck < odds.skipRegister) return "register";
  if (isPatrol && item.type === "A" && luck < odds.skipRegister + odds.skipDispatch * 3) return "dispatch";
  return luck > 1 - odds.skipEvaluate ? "evaluate" : "none";
}

/** Desk work takes more than twice as long between ten at night and seven in the morning. */
function atNight(at: number, seconds: number): number {
  const clock = at % day;
  return clock < 7 * hour || clock > 22 * hour ? seconds * 2.4 : seconds;
}

interface Play {
  readonly timeline: Timeline;
  readonly log: Log;
  readonly spread: Spread;
}

/** From registration to the arrival of the crew; returns the moment of arrival. */
function dispatchCase(given: CaseCircumstances, play: Play & { registered: number }, random: Random): number {
  const { timeline, log, spread } = play;
  const { item } = given;
  if (timeline.skipped === "dispatch") {
    timeline.arrived = play.registered + spread(2 * minute, 0.5);
    if (timeline.arrived < asOf) timeline.status = "handling";
    return timeline.arrived;
  }
  const isContinuous = item.unit === "cont_hour" || item.unit === "cal_day";
  let sent = play.registered + atNight(play.registered, spread(9 * minute, 0.7));
  timeline.dispatched = sent;
  log("dispatch", "forward", sent, "dispatched");
  if (random.chance(returnOdds[item.type])) {
    const objection = spread(Math.min(2.4 * hour, limitSeconds(item) * 0.18), 0.6);
    const back = isContinuous ? sent + objection : workCalendar.add(sent, objection);
    log("dispatch", "return", back, "returned");
    timeline.returns = back < asOf ? 1 : 0;
    sent = back + atNight(back, spread(22 * minute, 0.7));
    log("dispatch", "forward", sent, "dispatched");
  }
  const officeWait = Math.min(4 * hour, Math.max(18 * minute, limitSeconds(item) * 0.08));
  const wait = isContinuous ? spread(11 * minute, 0.55) + given.travelSeconds : spread(officeWait, 0.75);
  const slowed = wait * given.waitFactor;
  timeline.arrived = isContinuous
    ? sent + slowed
    : workCalendar.add(sent, slowed) + given.travelSeconds * given.waitFactor;
  if (timeline.arrived < asOf) timeline.status = "handling";
  callForHelp(play, sent, random);
  return timeline.arrived;
}

/** Four calls, four answers: nobody comes, so the next level is called at 50, 100 and 150 % of the limit. */
function callForHelp({ timeline, log }: Play, sent: number, random: Random): void {
  const limit = timeline.due - sent;
  if (limit <= 0 || timeline.arrived - sent < limit * 0.5 || !random.chance(0.4)) return;
  for (let level = 1; level <= 3; level++) {
    const at = sent + limit * 0.5 * level;
    if (at >= timeline.arrived) return;
    log("handle", "call", at, "dispatched", level);
  }
}

/** How long the check before closing takes: longer for work that took longer. */
function checkSeconds(item: Item): number {
  return Math.min(40 * minute, Math.max(7 * minute, limitSeconds(item) * 0.05));
}

function limitSeconds(item: Item): number {
  const perUnit = { cont_hour: hour, work_hour: hour, work_day: 8 * hour, cal_day: day };
  return item.limit * perUnit[item.unit];
}

/** From arrival to closing and evaluation, with what may interrupt the work. */
function handleCase(given: CaseCircumstances, play: Play & { reached: number }, random: Random): void {
  const { timeline, log, spread } = play;
  const { item } = given;
  const isContinuous = item.unit === "cont_hour" || item.unit === "cal_day";
  const work = (from: number, seconds: number) => (isContinuous ? from + seconds : workCalendar.add(from, seconds));
  const effort = spread(limitSeconds(item) * 0.14, 0.8);
  let done = work(play.reached, effort) + delayOf(given, spread, random);
  if (random.chance(odds.extend)) log("handle", "extend", play.reached + (done - play.reached) * 0.5, "handling");
  if (random.chance(item.unit === "work_day" ? odds.suspend * 2 : odds.suspend * 0.5)) {
    const from = play.reached + (done - play.reached) * 0.6;
    const pause = spread(4 * day, 0.8);
    log("handle", "suspend", from, "suspended");
    log("handle", "resume", from + pause, "handling");
    timeline.suspendedSeconds = toTick(Math.max(0, Math.min(pause, asOf - from)));
    timeline.due += timeline.suspendedSeconds;
    done += pause;
  }
  if (done > timeline.due && random.chance(0.3)) {
    log("handle", "supervise", timeline.due + (done - timeline.due) * 0.3, timeline.status);
  }
  log("handle", "forward", done, "checking");
  for (let chance = odds.rework; random.chance(chance); chance = odds.secondRework) {
    const found = done + atNight(done, spread(55 * minute, 0.7));
    log("handle", "rework", found, "rework");
    if (found < asOf) timeline.reworks += 1;
    done = work(found, effort * 0.5 + 10 * minute);
    log("handle", "forward", done, "checking");
    if (timeline.reworks === 2) break;
  }
  timeline.handled = done;
  timeline.closed = done + atNight(done, spread(checkSeconds(item), 0.7));
  log("close", "forward", timeline.closed, "closed");
  const evaluated =
    (Math.floor(timeline.closed / day) + 1 + Math.floor(random.float() * 4)) * day + spread(10 * hour, 0.07);
  if (timeline.skipped !== "evaluate") log("evaluate", "forward", evaluated, "closed");
}

/** Cases that nobody finishes for weeks, some of them not at all; and the backlog before the year's end. */
function delayOf({ item, reported, waitFactor }: CaseCircumstances, spread: Spread, random: Random): number {
  const isStuck = random.chance(stuckOdds[item.type] * (waitFactor > 3 ? 1.3 : 1));
  if (isStuck) return -Math.log(1 - random.float()) * 900 * day;
  if (random.chance(stuckOdds[item.type] * 0.3)) return spread(30 * day, 0.9);
  const recent = 1 - (monthStart(24) - reported / day) / 60;
  return recent > 0 && random.chance(0.34 * recent) ? spread(20 * day, 0.7) : 0;
}

/** Rounds to seconds and forgets what lies after the end of the data; due times stay. */
function cutOff(timeline: Timeline): Timeline {
  const cut = (at: number) => (at < asOf ? toTick(at) : Number.NaN);
  timeline.accepted = cut(timeline.accepted);
  timeline.registered = cut(timeline.registered);
  timeline.dispatched = cut(timeline.dispatched);
  timeline.arrived = cut(timeline.arrived);
  timeline.handled = timeline.status === "rework" ? Number.NaN : cut(timeline.handled);
  timeline.closed = cut(timeline.closed);
  timeline.due = Math.round(timeline.due);
  return timeline;
}
