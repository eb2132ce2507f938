/** The parts of an XLSX file (ECMA-376) that do not depend on its rows. */
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Numbers of the cell formats in `styles.xml`. */
export const cellFormats = { plain: 0, header: 1, date: 2, time: 3 } as const;

/** A text inside XML; characters that XML cannot hold are written as Excel writes them (`_x0000_`). */
export function xmlText(text: string): string {
  const escaped = text.replace(/_x[0-9A-Fa-f]{4}_/g, (code) => `_x005F${code}`);
  return Array.from(escaped, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (letter === "&") return "&amp;";
    if (letter === "<") return "&lt;";
    if (letter === ">") return "&gt;";
    const isForbidden =
      (code < 32 && code !== 9 && code !== 10) ||
      code === 0xfffe ||
      code === 0xffff ||
      (code >= 0xd800 && code < 0xe000);
    return isForbidden ? `_x${code.toString(16).toUpperCase().padStart(4, "0")}_` : letter;
  }).join("");
}

const plainLetters = /^[^&<>\p{Cc}\p{Cs}_\ufffe\uffff]*$/u;

/** The same, quickly for texts that need no care. */
export function quickXmlText(text: string): string {
  return plainLetters.test(text) ? text : xmlText(text);
}

/** A name of a sheet as Excel takes it: 31 letters, none of `[]:*?/\`. */
export function sheetName(name: string): string {
  const kept = name
    .replace(/[[\]:*?/\\]/g, " ")
    .slice(0, 31)
    .replace(/^'+|'+$/g, "");
  return kept.trim() === "" ? "Sheet" : kept;
}

/** All parts but the sheets, by their paths. */
export function fixedParts(sheets: readonly string[]): readonly (readonly [path: string, xml: string])[] {
  const each = (make: (name: string, number: number) => string) => sheets.map((name, i) => make(name, i + 1)).join("");
  return [
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${kinds}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((name, n) => `<sheet name="${xmlText(sheetName(name)).replaceAll('"', "&quot;")}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="${relations}">${each((_, n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}

/** What a sheet begins with: its first row stays in view, columns are as wide as told. */
export function sheetHead(widths: readonly number[]): string {
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns && `<cols>${columns}</cols>`}<sheetData>`;
}

/** What a sheet ends with. */
export const sheetTail = "</sheetData></worksheet>";
