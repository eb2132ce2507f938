import type { ReactNode } from "react";

/** Line icons on a 20 × 20 grid, drawn with the colour of the text around them. */
const paths = {
  overview: <path d="M3 5.5 7.5 4l5 1.5L17 4v10.5L12.5 16l-5-1.5L3 16zM7.5 4v10.5M12.5 5.5V16" />,
  wall: <path d="M2.5 4.5h15v11h-15zM7.5 4.5v11M12.5 4.5v11M2.5 10h15" />,
  hotspots: (
    <path d="M3.5 3.5h3v3h-3zM8.5 3.5h3v3h-3zM13.5 3.5h3v3h-3zM3.5 8.5h3v3h-3zM13.5 8.5h3v3h-3zM3.5 13.5h3v3h-3zM8.5 13.5h3v3h-3zM13.5 13.5h3v3h-3zM8.5 8.5h3v3h-3z" />
  ),
  coverage: (
    <path d="M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 7.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6z" />
  ),
  response: <path d="M10 4.5a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5zM10 7.5v3.5l2.3 1.6M8 2.5h4" />,
  loop: <path d="M4 8.5A6.3 6.3 0 0 1 15.2 6.2M16 11.5A6.3 6.3 0 0 1 4.8 13.8M15.6 3v3.6H12M4.4 17v-3.6H8" />,
  units: <path d="M3.5 4h13v12h-13zM3.5 10.5l5-2 3 3.5 5-2.5M9.5 4l-1 4.5M11.5 12l-1 4" />,
  query: <path d="M3 4.5h14v11H3zM6 8l2.2 2L6 12M10 12.5h4" />,
  bell: <path d="M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4zM8.5 17h3" />,
  bars: <path d="M4 16v-5M8 16V5M12 16V8.5M16 16v-3" />,
  undo: <path d="M7.5 4 4 7.5 7.5 11M4.5 7.5h7a4.2 4.2 0 0 1 0 8.4H7" />,
  redo: <path d="M12.5 4 16 7.5 12.5 11M15.5 7.5h-7a4.2 4.2 0 0 0 0 8.4H13" />,
  layers: <path d="m10 3 7 3.5-7 3.5-7-3.5zM3 10l7 3.5 7-3.5M3 13.5 10 17l7-3.5" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  plus: <path d="M10 4v12M4 10h12" />,
  minus: <path d="M4 10h12" />,
  search: <path d="M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4" />,
  play: <path d="M6.5 4v12L16 10z" fill="currentColor" strokeLinejoin="round" />,
  pause: <path d="M7 4.5v11M13 4.5v11" strokeWidth="2.5" />,
  link: (
    <path d="M8 12a3.2 3.2 0 0 0 4.6.2l2.6-2.6a3.2 3.2 0 0 0-4.5-4.5l-1 1M12 8a3.2 3.2 0 0 0-4.6-.2l-2.6 2.6a3.2 3.2 0 0 0 4.5 4.5l1-1" />
  ),
  info: <path d="M10 2.75a7.25 7.25 0 1 1 0 14.5 7.25 7.25 0 0 1 0-14.5zM10 9.2v4.3M10 6.3v.4" />,
  sun: (
    <path d="M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />
  ),
  moon: <path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z" />,
  chevron: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  zoom: <path d="M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4M10 7.5v5M7.5 10h5" />,
  filter: <path d="M3.5 4.5h13L11.5 11v5l-3-1.5V11z" />,
  up: <path d="M10 16V4.5M5.5 9 10 4.5 14.5 9" />,
  down: <path d="M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5" />,
  download: <path d="M10 3.5v9M6 9l4 4 4-4M4 16.5h12" />,
  folder: <path d="M3 5.5h4.5l1.5 2h8v8H3z" />,
  check: <path d="m4.5 10.5 4 4 7-8.5" />,
  move: <path d="M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2M15 8l2 2-2 2" />,
  warning: <path d="M10 3.5 17.5 16h-15zM10 8.5v3.5M10 13.8v.4" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** A decorative icon; what it means is said by the text or label beside it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}
