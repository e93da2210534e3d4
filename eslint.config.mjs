import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Folders from the ground up: a file may import from its own floor and from the ones before it, never from a later one. */
const floors = ["filter-pattern", "detections", "terraform", "capabilities", "compose", "cli"];

export default tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "module/", "node_modules/", "examples/*/cdktf.out/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: { "import-x/resolver": { typescript: false, node: { extensions: [".ts", ".js"] } } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "@cdktf/provider-aws", message: "Import lib/<resource>: the package root costs 9 s and 1.2 GB." }] },
      ],
      "import-x/no-cycle": "error",
      "import-x/order": ["error", { alphabetize: { order: "asc" }, groups: [["builtin", "external"], ["parent", "sibling"]] }],
    },
  },
);
