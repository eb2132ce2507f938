import { useEffect, useState } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { EmptyState } from "../../../ui/panel.tsx";
import type { Wanted } from "../kernel/list.ts";
import type { CaseListing, ProcessResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { useActivityName } from "./words.ts";

/** Cases that are asked for, and what they are called. */
export interface AskedCases {
  readonly title: string;
  readonly wanted: Wanted;
}

interface CaseListProps {
  readonly result: ProcessResult;
  readonly asked: AskedCases;
  readonly onClose: () => void;
}

/** The cases of a finding: when they began, how long they took, and the way they went. */
export function CaseList({ result, asked, onClose }: CaseListProps) {
  const [listing, setListing] = useState<CaseListing | null>(null);
  const t = useTexts(messages);
  useEffect(() => {
    let stale = false;
    const none: CaseListing = { total: 0, cases: [] };
    void result
      .list(asked.wanted)
      .catch(() => none)
      .then((found) => {
        if (!stale) setListing(found);
      });
    return () => {
      stale = true;
    };
  }, [result, asked]);
  return (
    <Dialog title={asked.title} closeLabel={t("close")} onClose={onClose}>
      <div className="process-wide">
        {listing ? <Listing result={result} listing={listing} /> : <EmptyState title={t("loading")} />}
      </div>
    </Dialog>
  );
}

function Listing({ result, listing }: { readonly result: ProcessResult; readonly listing: CaseListing }) {
  const t = useTexts(messages);
  const format = useFormat();
  const nameOf = useActivityName(result);
  const { total, cases } = listing;
  const said = t(total > cases.length ? "casesShown" : "casesTotal", { total, shown: cases.length });
  return (
    <>
      <p className="view-note">{said}</p>
      <div className="process-cases">
        <table className="process-steps">
          <thead>
            <tr>
              <th scope="col">{t("column.case")}</th>
              <th scope="col">{t("column.from")}</th>
              <th scope="col">{t("column.lasted")}</th>
              <th scope="col">{t("column.way")}</th>
            </tr>
          </thead>
          <tbody>
            {cases.map(({ id, activities, times, actors }) => (
              <tr key={id}>
                <td>{id}</td>
                <td>{times.length > 0 ? format.dateTime(times[0] ?? 0) : ""}</td>
                <td>{format.duration(((times.at(-1) ?? 0) - (times[0] ?? 0)) / 3600)}</td>
                <td>{Array.from(activities, (a, k) => stepText(nameOf(a), actors[k])).join(" → ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A step with the pseudonym of who did it, where the log says. */
const stepText = (step: string, person = 0) => (person > 0 ? `${step} (P${person})` : step);
