import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { extensions, type Setup } from "./setup.ts";

interface CodeEditorProps extends Setup {
  readonly value: string;
  /** What is wrong and where; shown in the text until it is changed. */
  readonly problem: { readonly from: number; readonly to: number; readonly message: string } | null;
}

/**
 * A text of SQL with colours and completion. It lives in a shadow tree: there CodeMirror hands its styles over as style
 * sheets of their own, which the page's policy allows, instead of style elements, which it forbids.
 */
export function CodeEditor({ value, problem, ...setup }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(setup);
  latest.current = setup;
  const first = useRef(value);
  const { label, placeholder } = setup;

  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: first.current,
        extensions: extensions({
          label,
          placeholder,
          onChange: (text) => latest.current.onChange(text),
          onRun: (text) => latest.current.onRun(text),
          onFormat: () => latest.current.onFormat(),
          offer: (text, position) => latest.current.offer(text, position),
        }),
      }),
    });
    view.current = made;
    return () => {
      first.current = made.state.doc.toString();
      made.destroy();
      view.current = null;
    };
  }, [label, placeholder]);

  useEffect(() => {
    const shown = view.current;
    if (!shown || shown.state.doc.toString() === value) return;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const shown = view.current;
    if (!shown) return;
    const length = shown.state.doc.length;
    const diagnostics = problem && problem.from < length ? [{ ...problem, to: Math.min(problem.to, length) }] : [];
    shown.dispatch(
      setDiagnostics(
        shown.state,
        diagnostics.map((one) => ({ ...one, severity: "error" as const })),
      ),
    );
  }, [problem]);

  return <div className="code-editor" ref={host} />;
}
