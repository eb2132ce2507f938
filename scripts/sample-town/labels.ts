import type { LocalText } from "../../src/domain/manifest.ts";
import { depts, items, mainClasses, type Named } from "./catalogue.ts";

type Labels = Record<string, Record<string, LocalText>>;

const text = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

const named = (list: readonly Named[]) => Object.fromEntries(list.map(({ code, zh, en }) => [code, text(zh, en)]));

/** Pairs of Chinese and English, written `code=中文/English`, separated by semicolons. */
function pairs(line: string): Record<string, LocalText> {
  return Object.fromEntries(
    line.split(";").map((entry) => {
      const [code, words] = entry.trim().split("=");
      const [zh, en] = words.split("/");
      return [code, text(zh, en)];
    }),
  );
}

const subNames = Object.fromEntries(items.map((item) => [item.subCode, text(item.zh, item.en)]));

/** Display names of the sample's own codes: field → code → name. */
export const labels: Labels = {
  category: pairs("component=部件/Component; event=事件/Event; service=服务/Service"),
  main_code: named(mainClasses),
  main_name: Object.fromEntries(mainClasses.map(({ zh, en }) => [zh, text(zh, en)])),
  sub_code: subNames,
  sub_name: Object.fromEntries(items.map((item) => [item.zh, text(item.zh, item.en)])),
  item_id: Object.fromEntries(items.map((item) => [item.id, text(item.zh, item.en)])),
  handling_type: pairs("A=A类/Type A; B=B类/Type B; C=C类/Type C; D=D类/Type D"),
  dept: named(depts),
  dept_id: named(depts),
  use: pairs(
    "residential=住宅/Housing; office=办公/Offices; commercial=商业/Shops; school=学校/School; medical=医疗/Medical; industrial=工业/Industry; public=公共/Public; mixed=混合/Mixed",
  ),
  estate_type: pairs(
    "old=老公房/Old walk-up estate; commercial=商品房/Commercial estate; affordable=保障房/Affordable housing; resettlement=动迁安置房/Resettlement housing; villa=别墅/Villas; lilong=里弄/Lane houses",
  ),
  land_use: pairs(
    "residential=居住/Housing; commercial=商业/Shops; office=办公/Offices; industrial=工业/Industry; primary_school=小学/Primary school; middle_school=中学/Middle school; kindergarten=幼儿园/Kindergarten; hospital=医院/Hospital; park=公园绿地/Park; market=菜市场/Market; construction=在建工地/Building site; rail_station=火车站/Railway station; square=广场/Square; public=公共服务/Public services",
  ),
  type: pairs(
    "kindergarten=幼儿园/Kindergarten; primary=小学/Primary school; middle=初中/Middle school; school_gate=学校周边/School gate; market=菜市场/Food market; park=公园/Park; square=广场/Square; hospital=医院/Hospital; transport_hub=车站/Railway station; mall=商业中心/Shopping centre; affairs_centre=社区事务受理服务中心/Community affairs centre; health_centre=社区卫生服务中心/Community health centre; health_station=社区卫生服务站/Community health station; culture_centre=社区文化活动中心/Community culture centre; grid_centre=网格化综合管理中心/Grid management centre; grid_subcentre=网格分中心/Grid sub-centre; party_centre=社区党群服务中心/Party and community service centre; security_centre=社区综治中心/Community security centre; police_station=派出所/Police station; chengguan_squad=城管中队/Urban-management squad; market_office=市场监管所/Market-regulation office; housing_office=房管办/Housing office; greening_office=绿化市容所/Greening office; traffic_squad=交警中队/Traffic-police squad; justice_office=司法所/Justice office; work_safety_station=安监站/Work-safety station; fire_station=消防救援站/Fire station; ems_station=急救站/Ambulance station; gov_office=党政机关/Government office; library_street=图书馆/Library; bank=银行/Bank; supermarket=大型超市/Supermarket; gas_station=加油站/Petrol station; canteen=社区食堂/Community canteen; day_care=日间照料/Day care for the elderly; elderly_care=养老设施/Home for the elderly; sports=运动场所/Sports; committee_office=居委会用房/Residents' committee office; activity_room=活动室/Activity room; police_room=警务室/Police room; medical_room=医疗室/Medical room; library=图书室/Reading room; metro=地铁/Metro; bus_stop=公交站/Bus stop; religious_site=宗教场所/Religious site",
  ),
  owner_dept: named(depts),
};
