import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { messages } from "../messages.ts";
import type { FindingsProps } from "./props.ts";

/** How much of the open ground cameras see now, by one, two and three of them. */
export function Coverage({ findings }: FindingsProps<"coverage">) {
  const t = useTexts(messages);
  const format = useFormat();
  const {
    cameras,
    out,
    seen: [one, two, three],
  } = findings;
  return (
    <div className="wall-overdue">
      <p>
        <span className="wall-figure">{format.percent(one)}</span>
      </p>
      <div className="wall-bar" aria-hidden="true">
        <span style={{ width: `${one * 100}%` }} />
      </div>
      <p>{t("coverageHint")}</p>
      <p className="wall-unit">{t("coverageDeep", { two: format.percent(two), three: format.percent(three) })}</p>
      <p className="wall-unit">{t("coverageCameras", { cameras: format.number(cameras), out })}</p>
    </div>
  );
}
