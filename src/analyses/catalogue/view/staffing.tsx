import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hover, select } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { type CatalogueResult, stationModes } from "./compute.ts";
import { messages } from "./messages.ts";

interface Shown {
  readonly result: CatalogueResult;
}

const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, value) => total + value, 0);

/** Who is where: officers and workers of communities, supervisors of grids, posts of departments and stations. */
export function Staffing({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const { staff, output, communities, grids, input } = result;
  if (!staff) {
    return (
      <Section title={t("staffing")}>
        <EmptyState title={t("noStaff")} />
      </Section>
    );
  }
  const { params } = input.settings;
  const met = (isShort: Uint8Array) => t("metOf", { met: isShort.length - sum(isShort), of: isShort.length });
  const residents = sum((communities?.residents ?? new Float64Array()).filter((one) => !Number.isNaN(one)));
  const per = (of: number, over: number) => format.number(over > 0 ? Math.round((of / over) * 100) / 100 : Number.NaN);
  const supervised = sum(
    output.casesPerSupervisor.map((cases, grid) => {
      const supervisors = output.supervisors[grid] ?? 0;
      return supervisors > 0 ? cases * supervisors : 0;
    }),
  );
  const facts: [string, string][] = [
    [t("fact.police"), `${per(sum(output.police), communities?.rows ?? 0)} · ${met(output.shortOfPolice)}`],
    [t("fact.workers"), `${per(sum(output.workers) * 10_000, residents)} · ${met(output.shortOfWorkers)}`],
    [t("fact.supervisors"), `${per(sum(output.supervisors), grids?.rows ?? 0)} · ${met(output.shortOfSupervisors)}`],
    [t("fact.residents"), per(residents, sum(output.police))],
    [t("fact.casesPerSupervisor"), per(supervised / input.years, sum(output.supervisors))],
    [t("fact.posts"), format.number(staff.roles.length)],
    [t("fact.gini"), format.number(Math.round((output.gridGini[0] ?? Number.NaN) * 1000) / 1000)],
  ];
  return (
    <Section title={t("staffing")}>
      <p className="view-note">
        {t("staffingHint", {
          workers: params.workersPer10k,
          police: params.policePerCommunity,
          supervisors: params.supervisorsPerGrid,
        })}
      </p>
      <Facts facts={facts} />
      {communities && <Communities result={result} />}
      <h3>{t("departments")}</h3>
      <Departments result={result} />
      <h3>{t("modes")}</h3>
      <Modes result={result} />
    </Section>
  );
}

function Communities({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const { output, communities, input } = result;
  if (!communities) return null;
  const name = (row: number) => communities.names[row] || (communities.ids[row] ?? "");
  const column = (
    key: "police" | "workersPer10k" | "householdsPerWorker" | "casesPerPost",
    short?: Uint8Array,
    perYear = 1,
  ): SortedColumn => {
    const value = (row: number) => (output[key][row] ?? Number.NaN) / perYear;
    return {
      key,
      header: t(`column.${key}`),
      hint: t(`hint.${key}`),
      width: 66,
      value: (row) => (Number.isNaN(value(row)) ? -1 : value(row)),
      cell: (row) => (
        <span className={short?.[row] === 1 ? "check-missed" : undefined}>
          {format.number(Math.round(value(row) * 10) / 10)}
        </span>
      ),
    };
  };
  const refOf = (row: number) => ({ level: communities.level, id: communities.ids[row] ?? "" });
  return (
    <SortedTable
      label={t("staffing")}
      columns={[
        { key: "name", header: t("column.area"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
        column("police", output.shortOfPolice),
        column("workersPer10k", output.shortOfWorkers),
        column("householdsPerWorker"),
        column("casesPerPost", undefined, input.years),
      ]}
      rows={communities.rows}
      first={{ key: "workersPer10k", descending: false }}
      rowName={name}
      onRow={(row) => select(refOf(row))}
      onHover={(row) => hover(row === null ? null : refOf(row))}
    />
  );
}

function Departments({ result: { depts, input } }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const manifest = useApp((state) => state.session.manifest);
  const name = (row: number) => codeLabel(manifest, "dept", depts[row]?.dept ?? "", locale);
  const load = (row: number) => {
    const { posts = 0, cases = 0 } = depts[row] ?? {};
    return posts > 0 ? cases / posts / input.years : Number.NaN;
  };
  const columns: SortedColumn[] = [
    { key: "name", header: t("column.dept"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
    {
      key: "posts",
      header: t("column.posts"),
      width: 58,
      value: (row) => depts[row]?.posts ?? 0,
      cell: (row) => format.number(depts[row]?.posts ?? 0),
    },
    {
      key: "cases",
      header: t("column.cases"),
      width: 70,
      value: (row) => depts[row]?.cases ?? 0,
      cell: (row) => format.number(depts[row]?.cases ?? 0),
    },
    {
      key: "load",
      header: t("column.load"),
      hint: t("hint.load"),
      width: 84,
      value: (row) => (Number.isNaN(load(row)) ? -1 : load(row)),
      cell: (row) => format.number(Math.round(load(row))),
    },
  ];
  return (
    <SortedTable
      label={t("departments")}
      columns={columns}
      rows={depts.length}
      first={{ key: "load", descending: true }}
      rowName={name}
    />
  );
}

const modes = ["resident", "on_call", "rotating"] as const;

function Modes({ result: { staff } }: Shown) {
  const t = useTexts(messages);
  const rows = staff ? stationModes(staff) : [];
  if (rows.length === 0) return <EmptyState title={t("noStations")} />;
  const roleName = (role: string) => (isRole(role) ? t(`role.${role}`) : role);
  return (
    <table className="check-table">
      <thead>
        <tr>
          <th scope="col">{t("column.role")}</th>
          {modes.map((mode) => (
            <th key={mode} scope="col">
              {t(`mode.${mode}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([role, counts]) => (
          <tr key={role}>
            <td>{roleName(role)}</td>
            {modes.map((mode) => (
              <td key={mode}>{counts[mode] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const roles = ["chengguan", "assistant", "housing", "police", "sanitation", "market_reg", "traffic_police"] as const;

function isRole(role: string): role is (typeof roles)[number] {
  return roles.some((known) => known === role);
}
