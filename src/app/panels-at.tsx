import { type PanelId, type Place, panels } from "../panels/index.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

/** The panels of one place of the frame, each behind its own error boundary. */
export function PanelsAt({ place }: { readonly place: Place }) {
  return Object.entries(panels)
    .filter(([, panel]) => panel.place === place)
    .map(([id, { component: Panel }]) => (
      <ErrorBoundary key={id}>
        <Panel />
      </ErrorBoundary>
    ));
}

/** One panel by its id. */
export function PanelOf({ id }: { readonly id: PanelId }) {
  const { component: Panel } = panels[id];
  return (
    <ErrorBoundary key={id}>
      <Panel />
    </ErrorBoundary>
  );
}
