import "./data-table.css";

/** A name in a cell of a table: on two lines where one is too short, the whole of it in its hint. */
export function TwoLines({ text }: { readonly text: string }) {
  return (
    <span className="data-table-name" title={text}>
      {text}
    </span>
  );
}
