import { useMemo } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { Button } from "../../ui/controls.tsx";
import { downloadText } from "../../ui/download.ts";
import { standaloneSvg } from "./appearance.ts";
import { messages } from "./messages.ts";

/** Drawings smaller than this are symbols. */
const leastPixels = 60;

/** The charts of the present panel, one file each. */
export function ChartsPart() {
  const t = useTexts(messages);
  const charts = useMemo(chartsOnPage, []);
  const nameOf = (chart: SVGSVGElement, i: number) => titleOf(chart) ?? t("chart", { number: i + 1 });
  return (
    <div className="export-part">
      <p className="export-hint">{t("chartsText")}</p>
      {charts.length === 0 && <p>{t("noCharts")}</p>}
      <div className="export-charts">
        {charts.map((chart, i) => (
          <Button
            key={nameOf(chart, i) + String(i)}
            icon="download"
            onClick={() => downloadText(`${fileNameOf(nameOf(chart, i))}.svg`, "image/svg+xml", standaloneSvg(chart))}
          >
            {t("saveChart", { name: nameOf(chart, i) })}
          </Button>
        ))}
      </div>
    </div>
  );
}

function chartsOnPage(): SVGSVGElement[] {
  const all = [...document.querySelectorAll<SVGSVGElement>("#analysis svg, .bottom svg")];
  return all.filter((chart) => {
    const { width, height } = chart.getBoundingClientRect();
    return width >= leastPixels && height >= leastPixels / 2;
  });
}

/** What a chart says it is, or the section that it is in. */
function titleOf(chart: SVGSVGElement): string | null {
  const own = chart.getAttribute("aria-label") ?? chart.closest("figure, [role=img]")?.getAttribute("aria-label");
  return own ?? chart.closest("section")?.querySelector("h2")?.textContent ?? null;
}

const fileNameOf = (title: string) => title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60);
