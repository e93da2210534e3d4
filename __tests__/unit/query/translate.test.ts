import { parse } from "../../../src/filter-pattern";
import { columns, hiveType, toSql } from "../../../src/query";

const scalar = (path: string) => `json_extract_scalar(requestparameters, '${path}')`;
const json = (path: string) => `json_extract(requestparameters, '${path}')`;
const array = (value: string) => `TRY_CAST(${value} AS ARRAY(JSON))`;
const elements = (value: string) => `coalesce(${array(value)}, map_values(TRY_CAST(${value} AS MAP(VARCHAR, JSON))))`;
const arn = "userIdentity.sessionContext.sessionIssuer.arn";

const translations: readonly (readonly [filter: string, sql: string, differences?: string])[] = [
  ["{ $.eventName = CreateUser }", "eventname = 'CreateUser'"],
  ["{ $.eventName = a || ($.eventName = b || $.eventName = a) }", "eventname IN ('a', 'b')"],
  ['{ $.eventName = "it\'s" }', "eventname = 'it''s'"],
  ["{ $.eventName = Create* }", "eventname LIKE 'Create%'"],
  ['{ $.eventName = "*100%_\\\\*" }', "eventname LIKE '%100\\%\\_\\\\%' ESCAPE '\\'"],
  ["{ $.errorCode = * }", "errorcode IS NOT NULL", "$.errorCode: true or false"],
  ["{ $.errorCode != x* }", "errorcode NOT LIKE 'x%'", "$.errorCode: true or false"],
  ["{ $.errorCode NOT EXISTS }", "errorcode IS NULL", "$.errorCode: null"],
  [`{ $.${arn} = "*:x" }`, `${arn.toLowerCase()} LIKE '%:x'`],
  [
    "{ $.userAgent = %^[^\\d]x\\.$% }",
    "regexp_like(useragent, '\\A[^0-9]x\\x{2e}\\z')",
    "$.userAgent: a number in another notation",
  ],
  ["{ $.eventVersion = 1.08 }", "eventversion = '1.08'", "$.eventVersion: a number"],
  ["{ $.readOnly IS FALSE }", "readonly = 'false'", "$.readOnly: a text"],
  ["{ $.resources[1].ARN = x }", "element_at(resources, 2).arn = 'x'"],
  ["{ $.resources[*].type = x }", "cardinality(filter(resources, x1 -> x1.type = 'x')) > 0"],
  ["{ $.requestParameters.a.b-c = x }", `${scalar('$.a["b-c"]')} = 'x'`],
  ["{ $.requestParameters.['a\"\\'] = x }", `${scalar('$["a\\"\\\\"]')} = 'x'`],
  [
    "{ $.requestParameters.a != x }",
    `${scalar("$.a")} <> 'x' AND json_format(${json("$.a")}) NOT IN ('true', 'false')`,
  ],
  [
    '{ $.requestParameters.a = "1*" }',
    `${scalar("$.a")} LIKE '1%'`,
    "$.requestParameters.a: a number in another notation",
  ],
  [
    "{ $.requestParameters.a = 1 }",
    `${scalar("$.a")} = '1' OR TRY_CAST(json_format(${json("$.a")}) AS DOUBLE) = 1E0`,
    "$.requestParameters.a: a number that no double holds",
  ],
  [
    "{ $.requestParameters.a < -1.5 }",
    `TRY_CAST(json_format(${json("$.a")}) AS DOUBLE) < -1.5E0`,
    "$.requestParameters.a: a number that no double holds",
  ],
  ["{ $.requestParameters.a IS TRUE }", `json_format(${json("$.a")}) = 'true'`],
  [
    "{ $.requestParameters.a IS NULL }",
    `json_format(${json("$.a")}) IN ('null', '[null]') OR json_format(${json("$.a")}) LIKE '[null,%'`,
  ],
  ["{ $.requestParameters.a NOT EXISTS }", `${json("$.a")} IS NULL`],
  ["{ $.requestParameters.a[0].b = x }", `json_extract_scalar(element_at(${array(json("$.a"))}, 1), '$.b') = 'x'`],
  [
    "{ $.requestParameters.0 = x }",
    `json_extract_scalar(element_at(TRY_CAST(${json("$")} AS MAP(VARCHAR, JSON)), '0'), '$') = 'x'`,
  ],
  [
    "{ $.requestParameters.a[*] NOT EXISTS }",
    `NOT coalesce(cardinality(filter(${elements(json("$.a"))}, x0 -> x0 IS NOT NULL)) > 0, false)`,
  ],
  [
    "{ $.requestParameters.a[*].b != x }",
    `${json("$.a")} IS NOT NULL AND NOT coalesce(cardinality(filter(${elements(json("$.a"))}, x1 -> json_extract_scalar(x1, '$.b') = 'x')) > 0, false)`,
  ],
  [
    "{ ($.eventName = a && $.eventSource = b || $.eventName = c) && $.errorCode NOT EXISTS }",
    "((eventname = 'a' AND eventsource = 'b') OR eventname = 'c') AND errorcode IS NULL",
    "$.errorCode: null",
  ],
];

test.each(translations.map(([filter, ...rest]) => [filter, rest] as const))("%s", (filter, [sql, differences = ""]) => {
  const result = toSql(parse(filter));
  expect(result).toMatchObject({ kind: "translated", sql: `coalesce(${sql}, false)` });
  if (result.kind === "refused") return;
  expect(result.differences.map(({ field, holds }) => `${field}: ${holds}`).join(", ")).toBe(differences);
});

const isAmbiguous = "is null in the table both if it is null and if it does not exist";

test.each<readonly [filter: string, reason: string, at: string]>([
  ["ERROR", "only JSON patterns have a translation, this one is of the kind terms", "ERROR"],
  ["{ $.addendum.reason = x }", "no column of the table holds $.addendum.reason", "$.addendum.reason"],
  ["{ $.eventName.a = x }", "no column of the table holds $.eventName.a", "$.eventName.a"],
  ["{ $.userIdentity.* = x }", "no column of the table holds $.userIdentity.*", "$.userIdentity.*"],
  ["{ $.resources.ARN = x }", "no column of the table holds $.resources.ARN", "$.resources.ARN"],
  ["{ $.eventname = x }", "no column of the table holds $.eventname", "$.eventname"],
  ["{ $.errorCode IS NULL }", `$.errorCode ${isAmbiguous}`, "$.errorCode IS NULL"],
  ["{ $.requestParameters IS NULL }", `$.requestParameters ${isAmbiguous}`, "$.requestParameters IS NULL"],
  ["{ $.requestParameters NOT EXISTS }", `$.requestParameters ${isAmbiguous}`, "$.requestParameters NOT EXISTS"],
  ["{ $.requestParameters.* != x }", `$.requestParameters.* ${isAmbiguous}`, "$.requestParameters.* != x"],
  ["{ $.errorCode IS TRUE }", "$.errorCode holds text, not true or false", "$.errorCode IS TRUE"],
  ["{ $.readOnly = true }", "$.readOnly holds true or false, not text", "$.readOnly = true"],
  ["{ $.readOnly = 1 }", "$.readOnly holds true or false, not a number", "$.readOnly = 1"],
  ["{ $.userIdentity = x }", "$.userIdentity holds an object or a list, not text", "$.userIdentity = x"],
  ["{ $.requestParameters = x }", "$.requestParameters holds an object, not text", "$.requestParameters = x"],
  [
    "{ $.eventVersion > 1 }",
    "$.eventVersion holds text, which is neither less nor more than a number",
    "$.eventVersion > 1",
  ],
  ["{ $.errorCode != * }", "the condition is never true", "*"],
  ...["12345678901234567890", "1e16", "1e-320", "1e400", "1.2345678901234567"].map(
    (number) =>
      [
        `{ $.requestParameters.a = ${number} }`,
        "the query compares numbers as doubles, which is exact up to 2^53 with 15 digits",
        number,
      ] as const,
  ),
])("refused: %s", (filter, reason, at) => {
  const result = toSql(parse(filter));
  expect(result).toMatchObject({ kind: "refused", reason });
  if (result.kind === "refused") expect(filter.slice(result.start, result.end).trim()).toBe(at);
});

test.each(['$.eventName = "\ud800"', "$.requestParameters.['\udfff'] NOT EXISTS"])(
  "what UTF-8 cannot say is refused: %j",
  (condition) => {
    expect(toSql(parse(`{ ${condition} }`))).toMatchObject({ reason: "SQL has no half of a surrogate pair" });
  },
);

test("the types of the columns in Hive", () => {
  expect(hiveType(columns.readOnly)).toBe("string");
  expect(hiveType(columns.requestParameters)).toBe("string");
  expect(hiveType(columns.resources)).toBe("array<struct<arn:string,accountid:string,type:string>>");
});
