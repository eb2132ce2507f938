import type { ComponentType } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import { useWall, useWallState } from "../context.tsx";
import { aboutOf, notInReplay, tableOf } from "../findings.ts";
import { messages } from "../messages.ts";
import type { AnalysisView, Findings } from "../model/findings.ts";
import type { WallPanel } from "../model/layout.ts";
import { AgeLine } from "./age.tsx";
import { Coverage } from "./coverage.tsx";
import { Hotspots } from "./hotspots.tsx";
import { Inbox } from "./inbox.tsx";
import { Limits } from "./limits.tsx";
import type { FindingsProps } from "./props.ts";
import { Response } from "./response.tsx";

const tiles: { readonly [View in AnalysisView]: ComponentType<FindingsProps<View>> } = {
  hotspots: Hotspots,
  inbox: Inbox,
  response: Response,
  limits: Limits,
  coverage: Coverage,
};

/** A night job makes a new table once a day. */
const nightSeconds = 86_400;

/** What one of the product's analyses has found, and how old that is. */
export function AnalysisBody({ panel }: { readonly panel: WallPanel }) {
  const { wall } = useWall();
  const found = useWallState(({ found: all, shared }) => all[aboutOf(panel, shared.focus)]);
  const asOf = useLocal(wall.live.status, (status) => status.asOf);
  const t = useTexts(messages);
  const { replay, analyseSeconds } = wall.link;
  const findings = found?.findings ?? null;
  const isBlind = replay !== null && notInReplay.includes(panel.view);
  // Coverage is what the cameras of the present data see, whenever it was computed.
  const shownAsOf = panel.view === "coverage" ? asOf : (found?.asOf ?? null);
  return (
    <>
      <div className="tile-body" data-found={findings ? shownAsOf : undefined}>
        {isBlind || !findings ? (
          <p className="tile-empty">{t(isBlind ? "notInReplay" : "analysing")}</p>
        ) : (
          <Shown panel={panel} findings={findings} />
        )}
      </div>
      <AgeLine
        asOf={shownAsOf}
        everySeconds={tableOf(findings) ? nightSeconds : analyseSeconds}
        fault={found?.fault ?? null}
      />
    </>
  );
}

function Shown({ panel, findings }: { readonly panel: WallPanel; readonly findings: Findings }) {
  const t = useTexts(messages);
  if (findings.view === "none") return <p className="tile-empty">{t("notFound")}</p>;
  // The table pairs every view with the tile of its findings, which the compiler cannot follow.
  const Tile = tiles[findings.view] as ComponentType<{ panel: WallPanel; findings: Findings }>;
  return <Tile panel={panel} findings={findings} />;
}
