export const messages = {
  "zh-CN": { label: "比例尺：{length}" },
  en: { label: "Scale: {length}" },
};
