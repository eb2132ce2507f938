/** What is said while something is computed, and when it fails. */
export const working = {
  "zh-CN": {
    computing: "正在计算…",
    progress: "正在计算 {percent}",
    stop: "停止",
    failed: "计算没有完成",
    again: "再试一次",
  },
  en: {
    computing: "Computing…",
    progress: "Computing {percent}",
    stop: "Stop",
    failed: "The computation was not completed",
    again: "Try again",
  },
};
