import { readdirSync } from "node:fs";
import { importX } from "eslint-plugin-import-x";
import { createNodeResolver } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * The layers, from the bottom up. A file may import from its own layer and from those before it.
 * `compose` is everything directly in src: settings, composition, stack.
 */
const layers = [
  "filter-pattern",
  "event-pattern",
  "query",
  "sigma",
  "alert-text",
  "detections",
  "compliance",
  "estimate",
  "remediation",
  "repair",
  "terraform",
  "capabilities",
  "pages",
  "*.ts",
  "cli",
];
const upwards = layers.flatMap((layer, index) =>
  layers.slice(index + 1).map((above) => ({
    target: `./src/${layer}`,
    from: `./src/${above}`,
    message: `${layer} is a layer below ${above} and may not import from it.`,
  })),
);

/** A topic knows itself and what topics share. */
const topics = readdirSync("src/capabilities").filter((topic) => topic !== "shared");
const sideways = topics.map((topic) => ({
  target: `./src/capabilities/${topic}`,
  from: "./src/capabilities",
  except: [`./${topic}`, "./shared"],
  message: "A topic may import from itself and from shared, not from another topic.",
}));
const intoTopics = {
  target: "./src/capabilities/shared",
  from: "./src/capabilities",
  except: ["./shared"],
  message: "What topics share may not import from a topic.",
};

export default tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "examples/", "module/", "node_modules/", ".venv/", ".prowler/", "**/cdktf.out/"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] })] },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // Schemas state what is there: `properties!` says that a kind was checked the line above.
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "@cdktf/provider-aws", message: "Import lib/<resource>: the package root costs 9 s and 1.2 GB." },
          ],
        },
      ],
      // What leaves for a terminal passes src/cli/output.ts.
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        ...["stdout", "stderr"].map((property) => ({
          object: "process",
          property,
          message: "Write to what src/cli/output.ts makes of it.",
        })),
      ],
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones: [...upwards, ...sideways, intoTopics] }],
      "import-x/order": [
        "error",
        {
          alphabetize: { order: "asc" },
          groups: [
            ["builtin", "external"],
            ["parent", "sibling"],
          ],
        },
      ],
    },
  },
  {
    files: ["src/cli/output.ts", "src/repair/log.ts", "__tests__/**", "bench/**"],
    rules: { "no-console": "off", "no-restricted-properties": "off" },
  },
);
