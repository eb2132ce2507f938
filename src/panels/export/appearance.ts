/** What of a drawn element's style its picture is made of. */
const drawn = [
  "fill",
  "fill-opacity",
  "fill-rule",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "color",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "display",
  "visibility",
  "paint-order",
  "transform",
  "transform-origin",
] as const;

/** A copy of an element that carries the style it has on the page, so that it looks the same without the page. */
function withOwnStyle<T extends Element>(element: T, properties: readonly string[] | null): T {
  const copy = element.cloneNode(true) as T; // a clone is of the same kind
  const originals = [element, ...element.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((own, i) => {
    const original = originals[i];
    if (!original || !(own instanceof SVGElement || own instanceof HTMLElement)) return;
    const style = getComputedStyle(original);
    for (const name of properties ?? Array.from(style)) own.style.setProperty(name, style.getPropertyValue(name));
  });
  return copy;
}

/** A chart of the page as an SVG file of its own, on the page's background. */
export function standaloneSvg(chart: SVGSVGElement): string {
  const { width, height } = chart.getBoundingClientRect();
  const copy = withOwnStyle(chart, drawn);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${Math.round(width)} ${Math.round(height)}`);
  copy.style.setProperty("background", getComputedStyle(chart.closest(".right, .bottom") ?? chart).backgroundColor);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** An element of the page as a picture, in so many pixels for one of the page. */
export async function pictureOfElement(element: HTMLElement, pixelsPerPixel: number): Promise<HTMLImageElement> {
  const { width, height } = element.getBoundingClientRect();
  const copy = withOwnStyle(element, null);
  for (const button of copy.querySelectorAll("button")) button.remove();
  for (const name of ["position", "inset", "margin", "transform"]) copy.style.removeProperty(name);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", String(width * pixelsPerPixel));
  svg.setAttribute("height", String(height * pixelsPerPixel));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const frame = document.createElementNS("http://www.w3.org/2000/svg", "foreignObject");
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "100%");
  frame.append(copy);
  svg.append(frame);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}
