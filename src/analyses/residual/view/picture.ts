import type { Theme } from "../../../domain/document.ts";
import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { categories, groundColour, hotCold, laidOver } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { type Verdict, verdicts } from "../kernel/params.ts";
import type { ResidualResult } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const excessClasses = ["much-faster", "faster", "unlike", "slower", "much-slower", "twice"] as const;
/** Where the interval holds nothing: pale, whichever side the number is on. */
const unsureClasses = ["unsure-faster", "unsure-slower"] as const;
const paleness = 0.32;
const verdictClasses: readonly string[] = [
  "dispatch-slow",
  "road-slow",
  "both-slow",
  "slow",
  "verdict-usual",
  "verdict-faster",
];
/** Excess as parts of the median that is observed in the whole. */
const breaks = [-0.5, -0.1, 0.1, 0.5, 1];
const unlike = excessClasses.indexOf("unlike");

/** The areas by how much longer than the model they wait, against all together; or by why. */
export function pictureOf(result: ResidualResult, { document, viewport }: AppState): SceneLayer[] {
  const { output, input } = result;
  if (!output) return [];
  const { theme } = document;
  const { picture } = settingsOf(document);
  const areas = asSeen(input.table, viewport);
  const codes = remembered(output, `codes ${picture}`, () => codesOf(result, picture));
  const classes = remembered(verdictClasses, `${theme} ${picture}`, () => classesOf(picture, theme));
  const scale = [...excessClasses].reverse();
  const always = picture === "excess" ? [...scale, ...unsureClasses] : verdictClasses;
  return [sceneLayer(layerKinds["area-classes"], { areas, codes }, { theme, classes, analysis: "residual", always })];
}

/** No data, small samples, then the classes of the scale. */
function classesOf(picture: "excess" | "verdict", theme: Theme): AreaClass[] {
  const exceptions: AreaClass[] = [
    { code: "no-data", colour: "no-data" },
    { code: "small", colour: "no-data" },
  ];
  if (picture === "excess") {
    const [fast, , faster, , slower, slow, slowest] = hotCold[theme];
    const colours = [fast, faster, null, slower, slow, slowest];
    const ground = groundColour[theme];
    const pale = [faster, slower].map((colour) => colour && laidOver(ground, colour, paleness));
    return [
      ...exceptions,
      ...excessClasses.map((code, i) => ({ code, colour: colours[i] ?? null })),
      ...unsureClasses.map((code, i) => ({ code, colour: pale[i] ?? null })),
    ];
  }
  const [one, two, three] = categories[theme];
  const [cold, , , , hot] = hotCold[theme];
  const colours = [one, two, three, hot, null, cold];
  return [...exceptions, ...verdictClasses.map((code, i) => ({ code, colour: colours[i] ?? null }))];
}

const classOfVerdict: Readonly<Record<Verdict, string>> = {
  "no-data": "no-data",
  small: "small",
  faster: "verdict-faster",
  usual: "verdict-usual",
  slow: "slow",
  "dispatch-slow": "dispatch-slow",
  "road-slow": "road-slow",
  "both-slow": "both-slow",
};

function codesOf({ output, input }: ResidualResult, picture: "excess" | "verdict"): Uint8Array {
  return Uint8Array.from({ length: input.table.rows }, (_, area) => {
    const at = area + 1;
    const verdict = verdicts[output?.verdict[at] ?? 0] ?? "no-data";
    if (verdict === "no-data") return 0;
    if (verdict === "small") return 1;
    if (picture === "verdict") {
      const name = classOfVerdict[verdict];
      return 2 + verdictClasses.indexOf(name);
    }
    const sure = (output?.excessLow[at] ?? 0) > 0 || (output?.excessHigh[at] ?? 0) < 0;
    const part = (output?.excess[at] ?? 0) / (output?.observed[0] ?? 1);
    const place = breaks.filter((edge) => part > edge).length;
    if (sure || place === unlike) return 2 + place;
    return 2 + excessClasses.length + (place < unlike ? 0 : 1);
  });
}
