import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completionsAt, type Vocabulary } from "./complete.ts";
import { errorMessage, errorPlace } from "./error-place.ts";
import { formatSql } from "./format.ts";
import { lexSql, meaningful } from "./lex.ts";
import { literal, plainName, quoted } from "./names.ts";
import { keepSql, planSql, readStatement } from "./statement.ts";

const pieces = fc.constantFrom(
  ..."select,from,where,and,or,group by,order by,join,left join,on,cases,c,c.dept,count(*),sum(x),(,),\\,,1,2.5,'it''s',\"a b\",-- note\n".split(
    ",",
  ),
  ..."/* a /* b */ c */|E'\\'x'|$$a;b$$|::int|>=|between 1 and 2|case when a then b end|distinct|union all|with a as (select 1)|环卫".split(
    "|",
  ),
);
const texts = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(" "));

describe("the pieces of a text", () => {
  test("joined they are the text, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string()), (sql) => {
        expect(
          lexSql(sql)
            .map(({ text }) => text)
            .join(""),
        ).toBe(sql);
      }),
    );
  });

  test("a text in quotes hides what is inside, in all of DuckDB's ways to write one", () => {
    for (const sql of ["'a;''b'", "E'\\';'", "$$;$$", "$x$ $$; $x$", '"a;""b"', "-- ;", "/* ; /* ; */ ; */"]) {
      expect(lexSql(sql)).toHaveLength(1);
    }
  });
});

describe("what a text asks for", () => {
  test("queries and descriptions pass, a semicolon at the end is taken off", () => {
    expect(readStatement(" -- all\nselect 1 ; ")).toEqual({ kind: "query", sql: "select 1" });
    expect(readStatement("from cases")).toMatchObject({ kind: "query" });
    expect(readStatement("(select 1)")).toMatchObject({ kind: "query" });
    expect(readStatement("describe cases")).toEqual({ kind: "description", sql: "describe cases" });
    expect(readStatement("explain analyze select 1")).toEqual({ kind: "plan", sql: "select 1", analyse: true });
    expect(readStatement(" -- nothing")).toEqual({ kind: "empty" });
  });

  test.each([
    ["INSTALL spatial", "INSTALL"],
    ["load json", "LOAD"],
    ["copy cases to 'x.csv'", "COPY"],
    ["SET threads = 1", "SET"],
    ["attach 'a.db'", "ATTACH"],
    ["drop table cases", "DROP"],
    ["pragma version", "PRAGMA"],
    ["with a as (select 1) delete from cases", "DELETE"],
    ["explain analyze delete from cases", "DELETE"],
    ["explain describe cases", "EXPLAIN"],
    ["select 1) ; drop table cases; select (1", undefined],
    ["select 1) union (select 2", ")"],
  ])("%s does not", (sql, word) => {
    expect(readStatement(sql)).toEqual(word ? { kind: "refused", word } : { kind: "several" });
  });

  test("a semicolon in a text or a comment is none", () => {
    expect(readStatement("select ';' -- ;\n, $$;$$")).toMatchObject({ kind: "query" });
    expect(readStatement("select 1; select 2")).toEqual({ kind: "several" });
  });

  test("what is put around a query keeps its lines, and a comment at its end hides nothing", () => {
    expect(keepSql("t", { kind: "query", sql: "select 1 -- one" })).toBe('CREATE TABLE "t" AS (\nselect 1 -- one\n)');
    expect(keepSql("t", { kind: "description", sql: "show tables" })).toContain("SELECT * FROM (\nshow tables\n)");
    expect(planSql("select 1", true)).toBe("EXPLAIN ANALYZE (\nselect 1\n)");
  });
});

describe("the place of an error", () => {
  const reason = (line: number, excerpt: string, columns: number) =>
    `Binder Error: no such column\n\nLINE ${line}: ${excerpt}\n${" ".repeat(`LINE ${line}: `.length + columns)}^`;

  test("is the word under the caret", () => {
    const sql = "select 1,\n  2, nope3\nfrom cases";
    const place = errorPlace(reason(3, "  2, nope3", 5), sql, 1);
    expect(place && sql.slice(place.from, place.to)).toBe("nope3");
    expect(errorMessage(reason(3, "  2, nope3", 5))).toBe("Binder Error: no such column");
  });

  test("is found behind Chinese characters, which are two columns wide", () => {
    const sql = "select '环卫' as 部门, nope from cases";
    const place = errorPlace(reason(1, sql, 23), sql, 0);
    expect(place && sql.slice(place.from, place.to)).toBe("nope");
  });

  test("is found in a line of which DuckDB shows a part", () => {
    const sql = `select ${"a, ".repeat(60)}nope from cases`;
    const excerpt = `...${sql.slice(100, 195)}...`;
    const place = errorPlace(reason(1, excerpt, 3 + sql.indexOf("nope") - 100), sql, 0);
    expect(place && sql.slice(place.from, place.to)).toBe("nope");
  });

  test("at the end of the text is its last character; a message without a place has none", () => {
    expect(errorPlace(reason(3, ")", 0), "select 1 from", 1)).toEqual({ from: 12, to: 13 });
    expect(errorPlace("Out of Memory Error", "select 1", 1)).toBeNull();
  });
});

describe("formatting", () => {
  test("gives every clause and every chosen column a line", () => {
    const sql =
      "select dept, count(*) as n from cases c join areas a on a.area_id = c.duty_grid_id where status <> 'void' and x between 1 and 2 group by dept order by n desc limit 3";
    expect(formatSql(sql)).toBe(
      [
        "SELECT",
        "  dept,",
        "  count(*) AS n",
        "FROM cases c",
        "JOIN areas a ON a.area_id = c.duty_grid_id",
        "WHERE status <> 'void'",
        "  AND x BETWEEN 1 AND 2",
        "GROUP BY dept",
        "ORDER BY n DESC",
        "LIMIT 3",
      ].join("\n"),
    );
  });

  test("sets queries in parentheses in", () => {
    expect(formatSql("with a as (select 1 as x) select x from a")).toBe(
      ["WITH a AS (", "  SELECT 1 AS x", ")", "SELECT x", "FROM a"].join("\n"),
    );
  });

  test("changes nothing but space and the case of keywords", () => {
    const sense = (sql: string) =>
      meaningful(lexSql(sql)).map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : text));
    fc.assert(
      fc.property(texts, (sql) => {
        expect(sense(formatSql(sql))).toEqual(sense(sql));
      }),
    );
    const comments = (sql: string) =>
      lexSql(sql)
        .filter(({ kind }) => kind === "comment")
        .map(({ text }) => text.trimEnd());
    fc.assert(
      fc.property(texts, (sql) => {
        expect(comments(formatSql(sql))).toEqual(comments(sql));
      }),
    );
  });

  test("leaves alone what is formatted", () => {
    fc.assert(
      fc.property(texts, (sql) => {
        const once = formatSql(sql);
        expect(formatSql(once)).toBe(once);
      }),
    );
  });
});

describe("completion", () => {
  const columns = (...names: string[]) => names.map((name) => ({ name, detail: "" }));
  const vocabulary: Vocabulary = {
    tables: [
      { name: "cases", detail: "", columns: columns("case_id", "dept", "at") },
      { name: "areas", detail: "", columns: columns("area_id", "name") },
      { name: "超期", detail: "", columns: columns("件数") },
    ],
    functions: ["count", "median"],
  };
  /** What is offered at the `|`. */
  function offered(text: string) {
    const found = completionsAt(text.replace("|", ""), text.indexOf("|"), vocabulary);
    return found?.options.map(({ label }) => label) ?? null;
  }

  test("after FROM, JOIN and a comma between tables there are tables", () => {
    for (const text of [
      "select * from |",
      "select 1 from cases join ar|",
      "from cases c, |",
      "select (select 1 from |",
    ]) {
      expect(offered(text)).toEqual(["cases", "areas", "超期"]);
    }
  });

  test("after a name and a dot there are the columns of that table, by its alias too", () => {
    expect(offered("select c.| from cases as c join areas a")).toEqual(["case_id", "dept", "at"]);
    expect(offered("select a.na| from cases c join areas a")).toEqual(["area_id", "name"]);
    expect(offered("select areas.|")).toEqual(["area_id", "name"]);
    expect(offered("select nobody.| from cases")).toEqual([]);
  });

  test("elsewhere the columns of the query's tables come first, then functions, keywords and tables", () => {
    const all = offered("select de| from cases c");
    expect(all?.slice(0, 4)).toEqual(["case_id", "dept", "at", "c"]);
    expect(all).toContain("median");
    expect(all).toContain("GROUP BY");
    expect(all).not.toContain("area_id");
  });

  test("nothing is offered in texts and comments", () => {
    expect(offered("select 'de|' from cases")).toBeNull();
    expect(offered("select 1 -- from |")).toBeNull();
    expect(offered("select 12| from cases")).toBeNull();
  });

  test("what is put in has quotes where it needs them", () => {
    const found = completionsAt("select * from ", 14, vocabulary);
    expect(found?.options.map(({ text }) => text)).toEqual(["cases", "areas", '"超期"']);
    expect([plainName("at"), plainName("order"), plainName("a b"), quoted('a"b'), literal("it's")]).toEqual([
      '"at"',
      '"order"',
      '"a b"',
      '"a""b"',
      "'it''s'",
    ]);
  });

  test("no text and no position breaks it", () => {
    fc.assert(
      fc.property(texts, fc.nat(200), (sql, at) => {
        const found = completionsAt(sql, Math.min(at, sql.length), vocabulary);
        expect(found === null || found.from <= Math.min(at, sql.length)).toBe(true);
      }),
    );
  });
});
