import { useMemo, useState } from "react";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { useApp } from "../../../state/react.ts";
import { Select } from "../../../ui/controls.tsx";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { type ItemFault, itemFaults } from "../kernel/items.ts";
import type { CatalogueResult } from "./compute.ts";
import "./catalogue.css";
import { messages } from "./messages.ts";

const faults = [
  "no-dept",
  "no-limit",
  "no-power",
  "no-staff",
  "no-money",
  "unused",
] as const satisfies readonly ItemFault[];

/** Catalogues whose numbers of items are published; their lists are not. */
const published = [
  { key: "changning", items: 181 },
  { key: "haizhu", items: 129 },
  { key: "community", items: 77 },
  { key: "whistle", items: 22 },
] as const;

interface Shown {
  readonly result: CatalogueResult;
}

/** How many items there are, beside published catalogues, and what is wrong with which. */
export function ItemCheck({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const { items, output } = result;
  if (!items) {
    return (
      <Section title={t("items")}>
        <EmptyState title={t("noItems")} />
      </Section>
    );
  }
  const count = (fault: ItemFault) =>
    output.itemFault.reduce((sum, one) => sum + ((one & itemFaults[fault]) === 0 ? 0 : 1), 0);
  const ofClass = (code: string) => items.classes.filter((one) => one === code).length;
  const handedDown = items.flags.transferred.reduce((sum, one) => sum + (one === 1 ? 1 : 0), 0);
  return (
    <Section title={t("items")}>
      <p className="view-note">
        {t("itemsHint", {
          items: items.ids.length,
          component: ofClass("component"),
          event: ofClass("event"),
          service: ofClass("service"),
          main: new Set(items.mainCodes).size,
          sub: new Set(items.subCodes).size,
          stubborn: items.stubborn.reduce((sum, one) => sum + (one === 1 ? 1 : 0), 0),
        })}
      </p>
      <table className="check-table">
        <thead>
          <tr>
            <th scope="col">{t("column.published")}</th>
            <th scope="col">{t("column.there")}</th>
            <th scope="col">{t("column.here")}</th>
          </tr>
        </thead>
        <tbody>
          {published.map(({ key, items: there }) => (
            <tr key={key}>
              <td>{t(`published.${key}`)}</td>
              <td>{there}</td>
              <td>{t("difference", { items: items.ids.length, difference: signed(items.ids.length - there) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="view-note">{t("publishedHint")}</p>
      <table className="check-table">
        <tbody>
          {faults.map((fault) => (
            <tr key={fault}>
              <td>{t(`fault.${fault}`)}</td>
              <td className={count(fault) > 0 && fault !== "unused" ? "check-missed" : undefined}>
                {format.number(count(fault))}
              </td>
              <td>
                {t(
                  fault.startsWith("no-") && fault !== "no-dept" && fault !== "no-limit" ? "ofHandedDown" : "ofItems",
                  { items: items.ids.length, handed: handedDown },
                )}
              </td>
            </tr>
          ))}
          <tr>
            <td>{t("unknownItems")}</td>
            <td className={result.unknownItems > 0 ? "check-missed" : undefined}>
              {format.number(result.unknownItems)}
            </td>
            <td>{t("casesUnit")}</td>
          </tr>
        </tbody>
      </table>
      <ItemList result={result} />
    </Section>
  );
}

const signed = (difference: number) => (difference > 0 ? `+${difference}` : String(difference).replace("-", "−"));

function ItemList({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const manifest = useApp((state) => state.session.manifest);
  const [fault, setFault] = useState<ItemFault | "any">("any");
  const { items, itemCases, output } = result;
  const rows = useMemo(() => {
    const bits = fault === "any" ? 0b11111 : itemFaults[fault];
    return [...output.itemFault.keys()].filter((row) => ((output.itemFault[row] ?? 0) & bits) !== 0);
  }, [output, fault]);
  const at = (row: number) => rows[row] ?? 0;
  const name = (row: number) => codeLabel(manifest, "item_id", items?.ids[at(row)] ?? "", locale);
  const cases = (row: number) => itemCases[at(row)] ?? 0;
  const wrong = (row: number) =>
    format.list(
      faults
        .filter((one) => ((output.itemFault[at(row)] ?? 0) & itemFaults[one]) !== 0)
        .map((one) => t(`short.${one}`)),
    );
  const columns: SortedColumn[] = [
    { key: "name", header: t("column.item"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
    {
      key: "wrong",
      header: t("column.wrong"),
      width: 150,
      value: wrong,
      cell: (row) => <TwoLines text={wrong(row)} />,
    },
    { key: "cases", header: t("column.cases"), width: 64, value: cases, cell: (row) => format.number(cases(row)) },
  ];
  const options = [
    { value: "any" as const, label: t("anyFault") },
    ...faults.map((value) => ({ value, label: t(`fault.${value}`) })),
  ];
  return (
    <>
      <Select labelled label={t("show")} options={options} value={fault} onChange={setFault} />
      {rows.length === 0 ? (
        <EmptyState title={t("nothingWrong")} />
      ) : (
        <SortedTable
          key={`${fault} ${rows.length}`}
          label={t("items")}
          columns={columns}
          rows={rows.length}
          first={{ key: "cases", descending: true }}
          rowName={(row) => `${name(row)}: ${wrong(row)}`}
        />
      )}
    </>
  );
}
