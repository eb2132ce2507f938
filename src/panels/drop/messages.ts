export const messages = {
  "zh-CN": {
    title: "松开即可打开",
    text: "数据集文件夹（含 manifest.json），或以表名命名的 Parquet、Arrow 文件；其他文件（CSV、XLSX、GeoJSON、Shapefile…）进入导入向导",
    private: "文件只在本机浏览器中读取，不会上传。",
    example: "例如 cases.parquet、areas.geojson、cameras.csv；或一份 XES 事件日志（CSV 的事件日志在向导中指明各列）",
  },
  en: {
    title: "Drop to open",
    text: "A dataset folder (with manifest.json), or Parquet or Arrow files named after their tables; other files (CSV, XLSX, GeoJSON, shapefile …) go to the import wizard",
    private: "Files are read in this browser only; nothing is uploaded.",
    example:
      "Such as cases.parquet, areas.geojson, cameras.csv; or one XES event log (of a CSV one the wizard lets you name the columns)",
  },
};
