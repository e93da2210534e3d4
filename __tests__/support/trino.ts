import { DuckDBInstance } from "@duckdb/node-api";

const docs = "https://trino.io/docs/current";

/** A function, an operator or a cast of Trino that translations use, and what stands in for it in DuckDB. */
export interface StandIn {
  readonly name: string;
  /** What Trino's documentation says of it; the examples test each sentence. */
  readonly semantics: string;
  readonly source: string;
  /** Without a macro, DuckDB's own does. */
  readonly macro?: string;
  /** Expressions of Trino with their values; JSON and text as text. */
  readonly examples: readonly (readonly [expression: string, value: string | number | boolean | null])[];
}

/** DuckDB's own JSON functions take JSON pointers, which have no wildcards, and every key. */
const pointer = `CREATE MACRO pointer(path) AS regexp_replace(
  regexp_replace(replace(replace(path[2:], '~', '~0'), '/', '~1'),
    '\\.([\\w:]+)|\\["((?:[^"\\\\]|\\\\.)*)"\\]|\\[(\\w+)\\]', '/\\1\\2\\3', 'g'), '\\\\(.)', '\\1', 'g')`;

export const standIns: readonly StandIn[] = [
  {
    name: "AND, OR, NOT",
    semantics: "Three-valued: null AND false is false, null OR true is true, otherwise null stays null.",
    source: `${docs}/functions/logical.html`,
    examples: [
      ["CAST(NULL AS BOOLEAN) AND false", false],
      ["CAST(NULL AS BOOLEAN) AND true", null],
      ["CAST(NULL AS BOOLEAN) OR true", true],
      ["CAST(NULL AS BOOLEAN) OR false", null],
      ["NOT CAST(NULL AS BOOLEAN)", null],
    ],
  },
  {
    name: "=, <>, <, >, <=, >=, IN, NOT IN",
    semantics: "Null with a null operand. Texts are compared in their case, with all spaces.",
    source: `${docs}/functions/comparison.html`,
    examples: [
      ["'a' = 'A'", false],
      ["'a' = 'a '", false],
      ["'a' <> 'A'", true],
      ["CAST(NULL AS VARCHAR) = 'a'", null],
      ["CAST(NULL AS VARCHAR) <> 'a'", null],
      ["CAST(NULL AS VARCHAR) IN ('a', 'b')", null],
      ["'b' IN ('a', 'b')", true],
      ["'c' NOT IN ('a', 'b')", true],
      ["'𝔡ä''\"\\' = '𝔡ä''\"\\'", true],
      ["CAST(NULL AS DOUBLE) < 1E0", null],
      ["CAST('9007199254740993' AS DOUBLE) > 9007199254740991E0", true],
    ],
  },
  {
    name: "IS NULL, IS DISTINCT FROM",
    semantics: "True or false, never null.",
    source: `${docs}/functions/comparison.html#is-distinct-from-and-is-not-distinct-from`,
    examples: [
      ["CAST(NULL AS VARCHAR) IS NULL", true],
      ["'' IS NULL", false],
      ["'' IS NOT NULL", true],
      ["CAST(NULL AS DOUBLE) IS DISTINCT FROM 1E0", true],
      ["1E0 IS DISTINCT FROM 1E0", false],
    ],
  },
  {
    name: "LIKE, NOT LIKE",
    semantics:
      "% matches any text, a newline in it, too, _ any character. There is no escape character but the one after ESCAPE. In the text's case.",
    source: `${docs}/functions/comparison.html#pattern-comparison-like`,
    examples: [
      ["'ab' LIKE 'a%'", true],
      ["'Ab' LIKE 'a%'", false],
      ["'a' LIKE 'a%'", true],
      ["'a\nb' LIKE 'a%b'", true],
      ["'a%b_c\\d' LIKE 'a\\%b\\_c\\\\%' ESCAPE '\\'", true],
      ["'axb' LIKE 'a\\%b' ESCAPE '\\'", false],
      ["'axb' LIKE 'a\\_b' ESCAPE '\\'", false],
      ["'𝔡' LIKE '_'", true],
      ["'ab' NOT LIKE 'b%'", true],
      ["CAST(NULL AS VARCHAR) LIKE '%'", null],
      ["CAST(NULL AS VARCHAR) NOT LIKE '%'", null],
    ],
  },
  {
    name: "coalesce",
    semantics: "The first value that is not null.",
    source: `${docs}/functions/conditional.html#coalesce`,
    examples: [
      ["coalesce(CAST(NULL AS BOOLEAN), false)", false],
      ["coalesce(true, false)", true],
    ],
  },
  {
    name: "regexp_like",
    semantics: "Whether the expression, in Java's syntax, is found anywhere in the text; null for null.",
    source: `${docs}/functions/regexp.html#regexp_like`,
    macro: "CREATE MACRO regexp_like(text, expression) AS regexp_matches(text, expression)",
    examples: [
      ["regexp_like('xaby', 'ab')", true],
      ["regexp_like('xAby', 'ab')", false],
      ["regexp_like('xab', '\\Aab|b\\z')", true],
      ["regexp_like('ab\n', 'ab\\z')", false],
      ["regexp_like('a\nb', 'a[^\\n]b')", false],
      ["regexp_like('aäb', 'a[^\\n]b')", true],
      ["regexp_like('a𝔡b', 'a[\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}]b')", true],
      ["regexp_like('a(b', 'a\\x{28}b{1,2}')", true],
      ["regexp_like('', '')", true],
      ["regexp_like(CAST(NULL AS VARCHAR), 'a')", null],
    ],
  },
  {
    name: "json_extract",
    semantics:
      'The value at a path, JSON\'s null as such; null where there is none, for null and for what is no JSON. A path has .names, [positions] and ["quoted names"], in which a backslash escapes; a name of digits is a position in a list.',
    source: `${docs}/functions/json.html#json_extract`,
    macro:
      "CREATE MACRO json_extract(json, path) AS CASE WHEN json_valid(json) THEN json_extract_path(json::JSON, pointer(path)) END",
    examples: [
      ['json_format(json_extract(\'{"a": {"b": [1, "x"]}}\', \'$.a\'))', '{"b":[1,"x"]}'],
      ['json_format(json_extract(\'{"a": {"b": [1, "x"]}}\', \'$\'))', '{"a":{"b":[1,"x"]}}'],
      ["json_format(json_extract('{\"a\": null}', '$.a'))", "null"],
      ["json_extract('{\"a\": null}', '$.b')", null],
      ["json_extract('{\"a\": \"x\"}', '$.a.b')", null],
      ["json_extract('{\"A\": 1}', '$.a')", null],
      ["json_extract('', '$.a')", null],
      ["json_extract('no JSON', '$.a')", null],
      ["json_extract(CAST(NULL AS VARCHAR), '$.a')", null],
      ['json_format(json_extract(\'{"a b": {"c": 1}}\', \'$["a b"].c\'))', "1"],
      ['json_format(json_extract(\'{"a.b": 1, "a": {"b": 2}}\', \'$["a.b"]\'))', "1"],
      ['json_format(json_extract(\'{"a\\"\\\\~/*": 1}\', \'$["a\\"\\\\~/*"]\'))', "1"],
      ["json_format(json_extract('{\"a\": [1, 2]}', '$.a.1'))", "2"],
      ["json_format(json_extract('{\"a\": {\"1\": 3}}', '$.a[1]'))", "3"],
    ],
  },
  {
    name: "json_extract_scalar",
    semantics: "The text, number or boolean at a path as text; null for all else, JSON's null among it.",
    source: `${docs}/functions/json.html#json_extract_scalar`,
    macro: `CREATE MACRO json_extract_scalar(json, path) AS CASE
      WHEN NOT json_valid(json) OR json_type(json::JSON, pointer(path)) IN ('OBJECT', 'ARRAY') THEN NULL
      ELSE json_extract_path_text(json::JSON, pointer(path)) END`,
    examples: [
      ['json_extract_scalar(\'{"a": "x\\"\\u00e4\\n"}\', \'$.a\')', 'x"ä\n'],
      ["json_extract_scalar('{\"a\": 12345678901234567890}', '$.a')", "12345678901234567890"],
      ["json_extract_scalar('{\"a\": 123456789012345678901234567890}', '$.a')", "123456789012345678901234567890"],
      ["json_extract_scalar('{\"a\": 1.5}', '$.a')", "1.5"],
      ["json_extract_scalar('{\"a\": true}', '$.a')", "true"],
      ["json_extract_scalar('{\"a\": null}', '$.a')", null],
      ["json_extract_scalar('{\"a\": \"\"}', '$.a')", ""],
      ["json_extract_scalar('{\"a\": {}}', '$.a')", null],
      ["json_extract_scalar('{\"a\": [1]}', '$.a')", null],
      ["json_extract_scalar('{}', '$.a')", null],
      ["json_extract_scalar(CAST(NULL AS VARCHAR), '$.a')", null],
      ["json_extract_scalar(JSON '\"x\"', '$')", "x"],
    ],
  },
  {
    name: "json_format",
    semantics: "The JSON text of a value, without spaces; texts in quotes.",
    source: `${docs}/functions/json.html#json_format`,
    macro: "CREATE MACRO json_format(json) AS CAST(json_extract_path(json, '') AS VARCHAR)",
    examples: [
      ["json_format(JSON '\"true\"')", '"true"'],
      ["json_format(JSON 'true')", "true"],
      ["json_format(JSON 'null')", "null"],
      ["json_format(JSON '[null, 2]')", "[null,2]"],
      ["json_format(JSON '12345678901234567890')", "12345678901234567890"],
      ["json_format(CAST(NULL AS JSON))", null],
    ],
  },
  {
    name: "TRY_CAST … AS DOUBLE",
    semantics: "The number that a text is; null for any other text. Beyond the largest double it is infinite.",
    source: `${docs}/functions/conversion.html#try_cast`,
    examples: [
      ["TRY_CAST('5' AS DOUBLE)", 5],
      ["TRY_CAST('-1.5E1' AS DOUBLE)", -15],
      ["TRY_CAST('\"5\"' AS DOUBLE)", null],
      ["TRY_CAST('true' AS DOUBLE)", null],
      ["TRY_CAST('null' AS DOUBLE)", null],
      ["TRY_CAST('{}' AS DOUBLE)", null],
      ["TRY_CAST('[1]' AS DOUBLE)", null],
      ["TRY_CAST('1e400' AS DOUBLE) > 1E300", true],
      ["TRY_CAST(CAST(NULL AS VARCHAR) AS DOUBLE)", null],
    ],
  },
  {
    name: "TRY_CAST … AS ARRAY(JSON)",
    semantics: "The elements of a JSON list, JSON's null as such; null for anything else.",
    source: `${docs}/functions/json.html#cast-from-json`,
    macro:
      "CREATE MACRO json_as_array(json) AS CASE WHEN json_type(json) = 'ARRAY' THEN json_extract_path(json, '$[*]') END",
    examples: [
      ["json_format(element_at(TRY_CAST(JSON '[1, \"x\", [2]]' AS ARRAY(JSON)), 2))", '"x"'],
      ["json_format(element_at(TRY_CAST(JSON '[null]' AS ARRAY(JSON)), 1))", "null"],
      ["cardinality(TRY_CAST(JSON '[]' AS ARRAY(JSON)))", 0],
      ["TRY_CAST(JSON '{\"a\": 1}' AS ARRAY(JSON)) IS NULL", true],
      ["TRY_CAST(JSON '\"x\"' AS ARRAY(JSON)) IS NULL", true],
      ["TRY_CAST(JSON 'null' AS ARRAY(JSON)) IS NULL", true],
      ["TRY_CAST(CAST(NULL AS JSON) AS ARRAY(JSON)) IS NULL", true],
    ],
  },
  {
    name: "TRY_CAST … AS MAP(VARCHAR, JSON)",
    semantics: "The fields of a JSON object, JSON's null as such; null for anything else.",
    source: `${docs}/functions/json.html#cast-from-json`,
    macro:
      "CREATE MACRO json_as_map(json) AS CASE WHEN json_type(json) = 'OBJECT' THEN map(json_keys(json), list_transform(json_keys(json), lambda k: json_extract_path(json, '/' || replace(replace(k, '~', '~0'), '/', '~1')))) END",
    examples: [
      ["json_format(element_at(TRY_CAST(JSON '{\"a\": [1], \"*\": 2}' AS MAP(VARCHAR, JSON)), '*'))", "2"],
      ["json_format(element_at(TRY_CAST(JSON '{\"a\": null}' AS MAP(VARCHAR, JSON)), 'a'))", "null"],
      ["TRY_CAST(JSON '[1]' AS MAP(VARCHAR, JSON)) IS NULL", true],
      ["TRY_CAST(JSON '1' AS MAP(VARCHAR, JSON)) IS NULL", true],
      ["TRY_CAST(CAST(NULL AS JSON) AS MAP(VARCHAR, JSON)) IS NULL", true],
    ],
  },
  {
    name: "map_values",
    semantics: "The values of a map; null for null.",
    source: `${docs}/functions/map.html#map_values`,
    examples: [
      ['cardinality(map_values(TRY_CAST(JSON \'{"a": 1, "b": null}\' AS MAP(VARCHAR, JSON))))', 2],
      ["cardinality(map_values(TRY_CAST(JSON '{}' AS MAP(VARCHAR, JSON))))", 0],
      ["map_values(TRY_CAST(JSON '[]' AS MAP(VARCHAR, JSON))) IS NULL", true],
    ],
  },
  {
    name: "element_at",
    semantics: "The element of an array, counted from 1, or the value of a key of a map; null if there is none.",
    source: `${docs}/functions/array.html#element_at`,
    macro: "CREATE MACRO element_at(container, place) AS container[place]",
    examples: [
      ["element_at(ARRAY['a', 'b'], 2)", "b"],
      ["element_at(ARRAY['a', 'b'], 3)", null],
      ["element_at(TRY_CAST(JSON '{\"a\": 1}' AS MAP(VARCHAR, JSON)), 'b') IS NULL", true],
      ["element_at(TRY_CAST(JSON '1' AS ARRAY(JSON)), 1) IS NULL", true],
    ],
  },
  {
    name: "filter",
    semantics: "The elements for which a lambda expression is true, neither false nor null; null for null.",
    source: `${docs}/functions/array.html#filter`,
    examples: [
      ["cardinality(filter(ARRAY['a', NULL, 'b'], x -> x = 'a'))", 1],
      ["cardinality(filter(ARRAY['a', NULL, 'b'], x -> x IS NULL OR x <> 'a'))", 2],
      ["filter(TRY_CAST(JSON '1' AS ARRAY(JSON)), x -> true) IS NULL", true],
      [
        "cardinality(filter(TRY_CAST(JSON '[[1], [2, 3]]' AS ARRAY(JSON)), y -> cardinality(filter(TRY_CAST(y AS ARRAY(JSON)), x -> json_format(x) = '3')) > 0))",
        1,
      ],
    ],
  },
  {
    name: "cardinality",
    semantics: "The number of elements; null for null.",
    source: `${docs}/functions/array.html#cardinality`,
    macro: "CREATE MACRO cardinality(elements) AS len(elements)",
    examples: [
      ["cardinality(ARRAY['a', NULL])", 2],
      ["cardinality(CAST(NULL AS ARRAY(JSON)))", null],
    ],
  },
  {
    name: "IF",
    semantics: "The second value where the condition is true; the third where it is false or null.",
    source: `${docs}/functions/conditional.html#if`,
    examples: [
      ["IF(true, 1, 0)", 1],
      ["IF(CAST(NULL AS BOOLEAN), 1, 0)", 0],
    ],
  },
  {
    name: "from_iso8601_timestamp, TRY",
    semantics: "The time that a text is; an error for any other text, which TRY turns into null.",
    source: `${docs}/functions/datetime.html#from_iso8601_timestamp`,
    macro: `CREATE MACRO from_iso8601_timestamp(text) AS
      CAST(CASE WHEN regexp_matches(text, '^\\d{4}-\\d\\d-\\d\\dT') THEN text ELSE 'no time' END AS TIMESTAMPTZ)`,
    examples: [
      ["TRY(from_iso8601_timestamp('soon')) IS NULL", true],
      ["TRY(from_iso8601_timestamp(CAST(NULL AS VARCHAR))) IS NULL", true],
      ["from_iso8601_timestamp('2026-03-02T09:30:00Z') = from_iso8601_timestamp('2026-03-02T10:30:00+01:00')", true],
    ],
  },
  {
    name: "date_format, interval … day",
    semantics: "A date as text, with the format of MySQL; days before a date.",
    source: `${docs}/functions/datetime.html#mysql-date-functions`,
    macro: "CREATE MACRO date_format(day, format) AS strftime(day, format)",
    examples: [
      ["date_format(date '2026-03-02', '%Y/%m/%d')", "2026/03/02"],
      ["date_format(date '2026-03-02' - interval '2' day, '%Y/%m/%d')", "2026/02/28"],
    ],
  },
  {
    name: "to_unixtime, floor, CAST … AS BIGINT",
    semantics: "The seconds since 1970, as a double; the largest integer below it, as an integer. Null for null.",
    source: `${docs}/functions/datetime.html#to_unixtime`,
    macro: "CREATE MACRO to_unixtime(instant) AS epoch(instant)",
    examples: [
      ["CAST(floor(to_unixtime(from_iso8601_timestamp('2026-03-02T09:34:59.5Z')) / 300) AS BIGINT) * 300", 1772443800],
      ["CAST(floor(to_unixtime(from_iso8601_timestamp('1969-12-31T23:59:59Z')) / 300) AS BIGINT) * 300", -300],
      ["CAST(floor(to_unixtime(TRY(from_iso8601_timestamp(''))) / 300) AS BIGINT) * 300", null],
    ],
  },
  {
    name: "||, chr",
    semantics: "Joins texts; null with a null. The character of a code point.",
    source: `${docs}/functions/string.html`,
    examples: [
      ["'a' || chr(10) || 'b'", "a\nb"],
      ["'a' || CAST(NULL AS VARCHAR)", null],
    ],
  },
  {
    name: "uuid",
    semantics: "Another text each time.",
    source: `${docs}/functions/uuid.html`,
    examples: [["CAST(uuid() AS VARCHAR) = CAST(uuid() AS VARCHAR)", false]],
  },
  {
    name: "max, min, min_by, sum, count",
    semantics: "The largest and the smallest value, the value beside the smallest, the sum and the number of rows.",
    source: `${docs}/functions/aggregate.html`,
    examples: [
      ["(SELECT max(x) FROM (VALUES (1, 'b'), (3, 'a'), (2, 'c')) AS t (x, y))", 3],
      ["(SELECT min(y) FROM (VALUES (1, 'b'), (3, 'a'), (2, 'c')) AS t (x, y))", "a"],
      ["(SELECT min_by(x, y) FROM (VALUES (1, 'b'), (3, 'a'), (2, 'c')) AS t (x, y))", 3],
      ["(SELECT sum(x) FROM (VALUES (1, 'b'), (3, 'a'), (2, 'c')) AS t (x, y))", 6],
      ["(SELECT count(*) FROM (VALUES (1, 'b'), (3, 'a'), (2, 'c')) AS t (x, y))", 3],
    ],
  },
];

/** The functions that a query calls and {@link standIns} does not know. */
export function unknownFunctions(sql: string): readonly string[] {
  const known = standIns.flatMap(({ name }) => name.match(/\w+/g)!);
  const called = sql.replace(/'(?:[^']|'')*'/g, "").match(/\b\w+(?=\()/g) ?? [];
  return [...new Set(called)].filter((name) => !known.includes(name));
}

/** Writes a query of Trino for DuckDB: casts of JSON, which DuckDB has with another meaning, become calls of macros. */
export function inDuckDb(sql: string): string {
  const pieces = sql.split(/('(?:[^']|'')*'|\bTRY_CAST\(|\(| AS (?:ARRAY|MAP)\((?:VARCHAR, )?JSON\)\)|\))/);
  const open: number[] = [];
  pieces.forEach((piece, at) => {
    if (piece.endsWith("(")) open.push(at);
    else if (piece === ")") open.pop();
    else if (/^ AS (ARRAY|MAP)/.test(piece)) {
      const cast = open.pop()!;
      if (pieces[cast] === "TRY_CAST(") {
        pieces[cast] = piece.startsWith(" AS ARRAY") ? "json_as_array(" : "json_as_map(";
        pieces[at] = ")";
      } else pieces[at] = " AS JSON[])";
    }
  });
  return pieces.join("");
}

/** An empty database of DuckDB in memory that understands the queries of {@link inDuckDb}. */
export async function openDatabase() {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // Trino's notation of lambda expressions, which DuckDB is giving up.
  await connection.run("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'");
  await connection.run(pointer);
  for (const { macro } of standIns) if (macro !== undefined) await connection.run(macro);
  return {
    /** The rows that a query of Trino returns, by the names of their columns, with these values for its `?`. */
    query: async (sql: string, values: readonly string[] = []): Promise<readonly Record<string, unknown>[]> => {
      const result = await connection.runAndReadAll(inDuckDb(sql), [...values]);
      return result.getRowObjectsJson();
    },
    /** What DuckDB does itself. */
    run: async (sql: string, values: readonly string[] = []): Promise<void> => {
      await connection.run(sql, [...values]);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
