import { type Random, shuffle } from "../../src/lib/random.ts";
import type { Estate, EstateStyle } from "./model.ts";
import type { Street } from "./streets.ts";

/** The town's own names and codes; all invented, the code in the form of the standard. */
export const town = {
  id: "310106188",
  district: "310106",
  name: { "zh-CN": "和平镇", en: "Heping Town" },
  river: "和泾河",
  canal: "北走马浜",
  rail: "沪平铁路",
  station: "和平站",
};

const roadFirst = [..."云安景永临长新广昌文瑞延泰清虹松竹梅兰柏青东西海江湖岭岚汾沁洛渭颍沂澄淞浏练漕蒲芷荷枫桦榆槐桐"];
const roadSecond = [..."川泽陵水阳山原城丰宁康汀溪台宜庆和兴源昌州阜坪浦岗门桥津丘"];

/** Real streets of the surroundings that must not come out of the syllables by chance. */
const taken = ["临汾", "汾阳", "长宁", "延安", "长江", "广中", "永和", "新昌", "松江", "青浦", "东台", "临江"];

function roadNames(random: Random): string[] {
  const names = roadFirst.flatMap((first) =>
    roadSecond.filter((second) => second !== first).map((second) => first + second),
  );
  return shuffle(
    names.filter((name) => !taken.includes(name)),
    random,
  );
}

/** Names streets in the Shanghai manner: 路 mostly, 街 for some that run east–west, 弄 for lanes. */
export function nameStreets(streets: readonly Street[], random: Random): void {
  const names = roadNames(random);
  for (const street of streets) {
    if (street.class === "lane" || street.class === "path") continue;
    if (street.line === 200) street.name = "和平老街";
    else if (street.class === "expressway") street.name = "北环高架路";
    else if (street.class === "trunk") street.name = "和平大道";
    else {
      const name = names.pop() ?? "";
      const isStreet = !street.isUpright && street.class === "branch" && random.chance(0.3);
      street.name = `${name}${isStreet ? "街" : "路"}`;
    }
  }
}

const estateFirst = [..."阳春金锦绿翠丽雅怡静安康嘉永福景悦明星月凯百合新华万盛"];
const estateSecond = [..."光辉秀苑湖泽波林园舍馨和庭城都景兴达华汇宜"];

const estateEndings: Record<EstateStyle, readonly string[]> = {
  old: ["新村", "一村", "二村", "三村", "小区"],
  commercial: ["苑", "花园", "名邸", "公寓", "华庭"],
  affordable: ["家园", "佳苑", "新苑"],
  resettlement: ["小区", "家园", "新苑"],
  villa: ["别墅", "庄园"],
  lilong: ["里", "坊", "弄"],
};

/** Names estates; old ones are villages (新村), new ones gardens. */
export function nameEstates(estates: readonly Estate[], random: Random): void {
  const pairs = shuffle(
    estateFirst.flatMap((first) => estateSecond.filter((s) => s !== first).map((second) => first + second)),
    random,
  );
  for (const estate of estates) estate.name = `${pairs.pop() ?? ""}${random.pick(estateEndings[estate.style])}`;
}
