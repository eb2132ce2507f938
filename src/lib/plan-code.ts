import type { Csr } from "./csr.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const version = "p1";

/**
 * A plan as a short text for a link: every atom is guessed from the neighbours before it, and only wrong guesses are
 * written (how many were right before, and the unit). The text begins with a check of the atoms' ids, so that a plan of
 * other atoms is told.
 */
export function packPlan(unit: ArrayLike<number>, graph: Csr, ids: readonly string[]): string {
  const numbers: number[] = [unit.length];
  let right = 0;
  for (let a = 0; a < unit.length; a++) {
    if (guess(unit, graph, a) === unit[a]) {
      right++;
      continue;
    }
    numbers.push(right, unit[a]);
    right = 0;
  }
  return `${version}.${checkOf(ids).toString(36)}.${toLetters(numbers)}`;
}

/** The plan of a text: unit by atom, or what is wrong with it. */
export function unpackPlan(
  text: string,
  graph: Csr,
  ids: readonly string[],
): { readonly unit: Uint16Array } | { readonly wrong: "not-a-plan" | "other-atoms" } {
  const [head, check, letters = ""] = text.split(".");
  if (head !== version || check === undefined) return { wrong: "not-a-plan" };
  if (check !== checkOf(ids).toString(36)) return { wrong: "other-atoms" };
  const numbers = fromLetters(letters);
  if (!numbers || numbers[0] !== ids.length) return { wrong: "not-a-plan" };
  const unit = new Uint16Array(ids.length);
  let a = 0;
  for (let n = 1; n + 1 < numbers.length; n += 2) {
    for (const end = a + numbers[n]; a < end && a < ids.length; a++) unit[a] = guess(unit, graph, a);
    if (a >= ids.length || numbers[n + 1] > 65_535) return { wrong: "not-a-plan" };
    unit[a++] = numbers[n + 1];
  }
  for (; a < ids.length; a++) unit[a] = guess(unit, graph, a);
  return { unit };
}

/** The unit of most neighbours before the atom (the smaller number in a tie), else that of the atom before. */
function guess(unit: ArrayLike<number>, { start, neighbour }: Csr, atom: number): number {
  let best = -1;
  let most = 0;
  for (let k = start[atom]; k < start[atom + 1] && neighbour[k] < atom; k++) {
    const own = unit[neighbour[k]];
    let votes = 0;
    for (let m = start[atom]; m < start[atom + 1] && neighbour[m] < atom; m++) if (unit[neighbour[m]] === own) votes++;
    if (votes > most || (votes === most && own < best)) [best, most] = [own, votes];
  }
  return best >= 0 ? best : atom > 0 ? unit[atom - 1] : 0;
}

/** A check of the ids of atoms, by which a text of other atoms is told: FNV-1a. */
export function checkOf(ids: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const id of ids) {
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 10, 0x01000193);
  }
  return hash >>> 0;
}

/** Five bits a letter, the sixth says that more follow. */
function toLetters(numbers: readonly number[]): string {
  let text = "";
  for (const number of numbers) {
    let rest = number;
    for (; rest >= 32; rest = Math.floor(rest / 32)) text += letters[32 + (rest % 32)];
    text += letters[rest];
  }
  return text;
}

function fromLetters(text: string): number[] | null {
  const numbers: number[] = [];
  let [number, scale] = [0, 1];
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    number += (value % 32) * scale;
    scale *= 32;
    if (value >= 32) continue;
    numbers.push(number);
    [number, scale] = [0, 1];
  }
  return scale === 1 ? numbers : null;
}
