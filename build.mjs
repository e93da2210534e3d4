/**
 * Bundles what is run: `dist/main.js`, the CDKTF app, and `dist/cli.js`, the commands of package.json. A bundle starts in
 * a tenth of the time ts-node needs, and building it takes a quarter of a second.
 */
import { build } from "esbuild";

/**
 * For every reference that it creates cdktf formats the whole stack of calls, and shows it only where a reference cannot be resolved,
 * which no user's code causes in these programs. That is a third of the CPU time of a synthesis.
 */
const withoutCreationStacks = {
  name: "without-creation-stacks",
  setup: ({ onLoad }) => {
    onLoad({ filter: /cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    }));
  },
};

await build({
  entryPoints: {
    main: "main.ts",
    cli: "src/cli/cli.ts",
    // A thread of its own file, which starts at once because it holds nothing else.
    worker: "src/cli/report/worker.ts",
    "adopt-bundle": "src/cli/adopt/command.ts",
    "verify-bundle": "src/cli/verify/command.ts",
    "drill-bundle": "src/cli/drill/command.ts",
    "repair-bundle": "src/cli/repair/command.ts",
    "report-athena-bundle": "src/cli/report/athena/command.ts",
    "report-s3-bundle": "src/cli/report/s3/files.ts",
    "estimate-bundle": "src/cli/estimate/account/read.ts",
    generate: "src/cli/generate.ts",
    smoke: "smoke/main.ts",
  },
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  // It bundles the functions, and finds its program beside itself.
  external: ["esbuild"],
  // Of ES modules only what is used is taken: EC2 alone is 2 MB.
  mainFields: ["module", "main"],
  logLevel: "warning",
  plugins: [withoutCreationStacks],
});
