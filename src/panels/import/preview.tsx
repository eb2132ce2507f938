import { useTexts } from "../../i18n/locale.tsx";
import type { ImportFile } from "../../state/imports/store.ts";
import { messages } from "./messages.ts";

const mostCharacters = 80;

/** The first rows of a file as they are. */
export function Preview({ file: { sniffed } }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  if (!sniffed) return null;
  const columns = sniffed.columns.filter(({ name }) => !name.startsWith("$"));
  const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) => row);
  const title = t("preview", { n: rows.length });
  return (
    <details className="import-preview">
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="import-scroll" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                {columns.map(({ name, values }) => (
                  <td key={name}>{values[row]?.slice(0, mostCharacters)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
