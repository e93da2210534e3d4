import { isAllowed, statementsOf } from "../../support/policies";
import { synthesizeModule, type Configuration } from "../../support/synthesize";
import { matrix, type Rows } from "./matrix";
import { documentInStack, stackOf, stacks } from "./stack";

const { root, nested } = synthesizeModule();

function moduleOf(rows: Rows): Configuration {
  if (rows.ofTemplate) return stackOf(rows);
  const { module } = rows;
  const configuration = nested.get(module);
  if (!configuration) throw new Error(`there is no module ${module}; there is ${[...nested.keys()].join(", ")}`);
  return configuration;
}

describe.each(Object.entries(matrix))("%s", (_, rows) => {
  describe.each([
    ["in the stack", statementsOf(stackOf(rows), documentInStack(rows))],
    ["in its module", statementsOf(moduleOf(rows), rows.document, rows.variables)],
  ])("%s", (_, policy) => {
    test.each(Object.entries(rows.letsIn))("lets in %s", async (_, request) => {
      expect(await isAllowed(policy, request)).toBe(true);
    });
    test.each(Object.entries(rows.keepsOut))("keeps out %s", async (_, request) => {
      expect(await isAllowed(policy, request)).toBe(false);
    });
  });
});

const everyRows = Object.values(matrix);
const places: [string, Configuration, string[]][] = [
  ...Object.entries(stacks).map(([name, stack]): [string, Configuration, string[]] => [
    name,
    stack,
    everyRows.map(documentInStack),
  ]),
  ["the root module", root, []],
  ...[...nested].map(([name, configuration]): [string, Configuration, string[]] => {
    const ofModule = everyRows.filter(({ module }) => module === name);
    return [`the module ${name}`, configuration, ofModule.map(({ document }) => document)];
  }),
];

/** Whether AWS gets at least one value, whatever a caller gives: an empty list makes no policy. */
function isNeverEmpty(values: unknown): boolean {
  if (Array.isArray(values))
    return values.length > 0 && values.every((value) => typeof value === "string" && value !== "");
  return /^\$\{(coalescelist\(.+, \[.+\]\)|(distinct\()?\[for region in concat\(\[[^\]]+\], .+\]\)?)\}$/.test(
    String(values),
  );
}

/** Every list in the statements of a policy document, by where it is. */
function listsIn(value: unknown, place = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    /^(not_)?(actions|resources)$|^(values|identifiers)$/.test(name)
      ? [[`${place}.${name}`, inner] as [string, unknown]]
      : listsIn(inner, `${place}.${name}`),
  );
}

const isDocument = /^data\.aws_iam_policy_document\./;
const isOfDocument = expect.stringMatching(/^\$\{data\.aws_iam_policy_document\.\w+(\[each\.key\])?\.json\}$/);

/** A local value that has the document of each remediation, and nothing else. */
function isOfDocuments(configuration: Configuration, policy: string): boolean {
  const local = /^\$\{local\.(\w+)\[each\.key\]\}$/.exec(policy)?.[1];
  const document = String.raw`data\.aws_iam_policy_document\.\w+`;
  const ofCatalogue = String.raw`\{( "[\w-]+" = ${document}\.json,?)+ \}`;
  const ofRunbooks = String.raw`\{ for name, document in ${document} : name => document\.json \}`;
  const whole = new RegExp(String.raw`^\$\{merge\(${ofCatalogue}, ${ofRunbooks}\)\}$`);
  return local !== undefined && whole.test(String(configuration.locals[local]));
}

describe.each(places)("%s", (_, configuration, withRows) => {
  const blocks = [...configuration.blocks()];
  const documents = blocks.filter(([address]) => isDocument.test(address));

  test("has no policy without rows in the matrix", () => {
    const withoutRows = documents
      .map(([address]) => address.replace(isDocument, ""))
      .filter((name) => !withRows.includes(name))
      .map((name) => `${name}: add its rows to __tests__/unit/policies/matrix`);
    expect(withoutRows).toEqual([]);
  });

  test("has no policy with a list that may be empty", () => {
    for (const [address, document] of documents) {
      const lists = listsIn(document);
      expect(lists.length).toBeGreaterThan(0);
      expect(lists.filter(([, values]) => !isNeverEmpty(values)).map(([place]) => address + place)).toEqual([]);
    }
  });

  test("has no policy that is more than the statements of a document", () => {
    for (const [address, document] of documents) {
      // The forwarder's are read in its own region; of some there is one for each remediation.
      const arguments_ = Object.keys(document).filter((argument) => !["provider", "for_each"].includes(argument));
      const isOptional = "dynamic" in document;
      expect([address, ...arguments_]).toEqual([address, "statement", ...(isOptional ? ["dynamic"] : [])]);
      if (isOptional) expect(Object.keys(document["dynamic"] as object)).toEqual(["statement"]);
    }
    for (const [address, block] of blocks) {
      for (const argument of ["policy", "assume_role_policy"].filter((argument) => argument in block)) {
        if (isOfDocuments(configuration, String(block[argument]))) continue;
        expect([address, block[argument]]).toEqual([address, isOfDocument]);
      }
    }
  });
});
