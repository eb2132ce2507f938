import { Component, type ReactNode } from "react";
import { useTexts } from "../i18n/locale.tsx";
import { Button } from "../ui/controls.tsx";
import { EmptyState } from "../ui/panel.tsx";
import { messages } from "./messages.ts";

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

/** Keeps a failure of one part of the page from taking the others with it, and offers the way on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Broken error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function Broken({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTexts(messages);
  const reason = error instanceof Error ? error.message : String(error);
  return (
    <div className="broken" role="alert">
      <EmptyState title={t("broken")}>
        <p>{t("brokenText", { reason })}</p>
        <Button onClick={onRetry}>{t("again")}</Button>
        <Button kind="quiet" onClick={() => location.reload()}>
          {t("reload")}
        </Button>
      </EmptyState>
    </div>
  );
}
