import { expect, test } from "vitest";
import { createFormat, noValue } from "./format.ts";

const zh = createFormat("zh-CN");
const en = createFormat("en");
const moment = (text: string) => Date.parse(`${text}Z`) / 1000;

test("numbers have separators and no more digits than matter", () => {
  expect([0, 7, 34049, 12.3456, 154.84, 2345.6].map(zh.number)).toEqual(["0", "7", "34,049", "12.3", "154.8", "2,346"]);
  expect(zh.number(Number.NaN)).toBe(noValue);
});

test("short numbers use 万 and 亿 in Chinese, K and M in English", () => {
  expect([9999, 34_049, 120_000_000].map(zh.compact)).toEqual(["9,999", "3.4万", "1.2亿"]);
  expect([9999, 34_049, 10_000_000].map(en.compact)).toEqual(["9,999", "34K", "10M"]);
});

test("shares have one decimal, and none is a dash, not zero", () => {
  expect([0, 0.1305, 1, null].map(en.percent)).toEqual(["0.0%", "13.1%", "100.0%", noValue]);
});

test("changes carry their sign", () => {
  expect([0.124, -0.5, -0.002, 0, null].map(en.change)).toEqual(["+12%", "−50%", "−0.2%", "0%", noValue]);
  expect(en.change(11)).toBe("×12");
  expect([0.013, -0.002].map(en.points)).toEqual(["+1.3", "−0.2"]);
});

test("durations are minutes, hours or days", () => {
  expect([0.5, 15.34, 47.9, 48, 100, null].map(zh.duration)).toEqual([
    "30 分钟",
    "15.3 小时",
    "47.9 小时",
    "2 天",
    "4.2 天",
    noValue,
  ]);
  expect(en.duration(72)).toBe("3 d");
});

test("areas are in km² from 0.1 km² on", () => {
  expect([8.123, 0.1, 0.0099].map(en.area)).toEqual(["8.12 km²", "0.1 km²", "9,900 m²"]);
});

test("a range of whole days is written as days, another with its times", () => {
  expect(zh.range(moment("2024-03-01T00:00"), moment("2024-05-31T23:59:59"))).toBe("2024-03-01 – 2024-05-31");
  expect(zh.range(moment("2024-03-01T00:00"), moment("2024-03-01T23:59:59"))).toBe("2024-03-01");
  expect(zh.range(moment("2024-03-01T08:00"), moment("2024-03-01T11:59:59"))).toBe("2024-03-01 08:00 – 11:59");
  expect(zh.range(moment("2024-03-01T08:00"), moment("2024-03-02T11:59:59"))).toBe(
    "2024-03-01 08:00 – 2024-03-02 11:59",
  );
});

test("wall-clock seconds are not moved by the time zone of the machine", () => {
  expect(zh.dateTime(moment("2024-02-29T23:30"))).toBe("2024-02-29 23:30");
  expect(en.dayOfMonth(moment("2024-02-29T23:30"))).toBe("2/29");
});

test("weekdays begin on Monday", () => {
  expect([0, 6].map(zh.weekday)).toEqual(["周一", "周日"]);
  expect([0, 6].map(en.weekday)).toEqual(["Mon", "Sun"]);
});
