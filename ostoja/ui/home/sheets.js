// Sheets of what a home holds, as files that people and programs can read.

// A spreadsheet would take such a cell for a formula.
const FORMULA = /^[=+\-@\t\r]/;
const WRITTEN_AS_JSON = new Set(["description", "value"]);

function instant(ms) {
  const when = new Date(ms);
  return ms > 0 && !Number.isNaN(when.getTime()) ? when.toISOString() : null;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function named(column) {
  return column.endsWith("_ms") ? column.slice(0, -3) : column;
}

/** The rows as JSON: an object each, instants as ISO 8601. */
export function asJson(columns, rows) {
  const cell = (column, value) => {
    if (column.endsWith("_ms")) return instant(value);
    return WRITTEN_AS_JSON.has(column) ? read(value) : value;
  };
  const object = (row) => Object.fromEntries(columns.map((column, place) => [named(column), cell(column, row[place])]));
  return `[\n${rows.map((row) => JSON.stringify(object(row))).join(",\n")}\n]\n`;
}

/** The rows as CSV (RFC 4180), with a line of names above; no cell is a formula. */
export function asCsv(columns, rows) {
  const cell = (column, value) => {
    const text = String((column.endsWith("_ms") ? instant(value) : value) ?? "");
    const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const line = (row) => columns.map((column, place) => cell(column, row[place])).join(",");
  return `${[columns.map(named).join(","), ...rows.map(line)].join("\r\n")}\r\n`;
}
