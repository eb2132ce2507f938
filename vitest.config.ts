import { defineConfig } from "vitest/config";

const minute = 60_000;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "rules",
          include: ["test/architecture.test.ts", "test/policy/**/*.test.ts"],
          isolate: false,
          testTimeout: minute,
        },
      },
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "test/*.test.ts"],
          exclude: ["test/architecture.test.ts"],
          testTimeout: minute,
          hookTimeout: minute,
        },
      },
      { test: { name: "bundle", include: ["test/bundle/**/*.test.ts"] } },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          fileParallelism: true,
          // Software rendering on a busy machine can miss a frame; what is wrong fails three times.
          retry: 2,
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
        },
      },
    ],
  },
});
