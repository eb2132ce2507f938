/** A mistake in the command line: the message is shown with the usage, exit code 2. */
export class UsageError extends Error {}

export const usage = `Usage:
  npm run wangge -- dataset build|check|sample …          as npm run dataset
  npm run wangge -- analyse <analysis> --dataset <folder> --out <folder or file>
        [--params '{"name": value}' or name=value,… or a file.json] [--link '#/…'] [--format csv]
  npm run wangge -- analyse warning --dataset <folder> --publish
        [--params …] [--link '#/…'] the alerts table that the wall shows, in the dataset's folder
  npm run wangge -- query "<sql>" --dataset <folder> [--out <file>] [--format csv]
Both: [--minimum-cell 5] [--no-mask]

<folder> is a folder with manifest.json, or the name of a dataset of public/data such as sample.
Formats: csv, xlsx, parquet, geoparquet, arrow, geojson, shapefile (.zip), json.`;
