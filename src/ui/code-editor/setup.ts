import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** What may stand at a place of the text, and from where it replaces. */
export interface Offer {
  readonly from: number;
  readonly options: readonly {
    readonly label: string;
    readonly kind: string;
    readonly detail: string;
    readonly text: string;
  }[];
}

export interface Setup {
  readonly label: string;
  readonly placeholder: string;
  readonly onChange: (text: string) => void;
  readonly onRun: (text: string) => void;
  readonly onFormat: () => void;
  readonly offer: (text: string, position: number) => Promise<Offer | null>;
}

/** Kinds in the order that equally good ones are offered. */
const boosts: Readonly<Record<string, number>> = { column: 3, table: 2, keyword: 1, function: 0 };

async function complete(context: CompletionContext, offer: Setup["offer"]) {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
  const after = context.matchBefore(/[.,\s]/);
  if (!word && !context.explicit && after?.text !== ".") return null;
  const found = await offer(context.state.doc.toString(), context.pos);
  if (!found || found.options.length === 0) return null;
  const options = found.options.map(
    ({ label, kind, detail, text }): Completion => ({
      label,
      detail,
      apply: text,
      type: kind,
      boost: boosts[kind] ?? 0,
    }),
  );
  return { from: found.from, options, validFor: /^[\p{L}\p{N}_]*$/u };
}

/** The colours are those of the page: its properties reach into the editor. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent-ink)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--ink-3)", fontStyle: "italic" },
  { tag: tags.typeName, color: "var(--accent-ink)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "12px", maxHeight: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "20px",
    overflow: "auto",
    scrollbarWidth: "thin",
    scrollbarColor: "var(--line-strong) transparent",
  },
  ".cm-content": { padding: "8px 0", caretColor: "var(--ink)", minHeight: "104px" },
  ".cm-gutters": { backgroundColor: "transparent", border: "0", color: "var(--ink-3)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 8px", minWidth: "28px" },
  ".cm-activeLine": { backgroundColor: "var(--code-line)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--data-pale)",
  },
  ".cm-placeholder": { color: "var(--ink-3)", whiteSpace: "pre-wrap" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-wash)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--code-error)",
    textUnderlineOffset: "3px",
    backgroundColor: "var(--code-error-wash)",
  },
  ".cm-tooltip": {
    border: "0",
    borderRadius: "6px",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    boxShadow: "var(--float)",
    overflow: "hidden",
  },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "3px solid var(--code-error)", maxWidth: "320px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12px", maxHeight: "220px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", lineHeight: "18px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-wash)",
    color: "var(--accent-ink)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-completionDetail": { marginLeft: "12px", color: "var(--ink-3)", fontStyle: "normal", fontFamily: "var(--sans)" },
});

/** The editor's behaviour: SQL in colour, completion, Ctrl/Cmd+Enter runs, Shift+Alt+F formats; Tab leaves it. */
export function extensions({ label, placeholder: hint, onChange, onRun, onFormat, offer }: Setup): Extension[] {
  const run = (view: EditorView) => {
    closeCompletion(view);
    onRun(view.state.doc.toString());
    return true;
  };
  const format = () => {
    onFormat();
    return true;
  };
  return [
    Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Shift-Alt-f", run: format },
        { key: "Tab", run: acceptCompletion },
      ]),
    ),
    history(),
    lineNumbers(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    placeholder(hint),
    sql({ dialect: PostgreSQL }),
    syntaxHighlighting(colours),
    autocompletion({ override: [(context) => complete(context, offer)], icons: false, maxRenderedOptions: 60 }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    look,
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}
