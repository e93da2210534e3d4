import type { JsonSchema } from "../json-schema";

/** Names of secrets in Terraform's backends and providers, at the end of a name in snake_case. */
const secretName =
  /(^|_)(password|passwd|passphrase|secret|token|authorization|http_auth|conn_str|external_id|secret_id|client_certificate|(?<!kms_)(access|account|api|client|customer|encryption|private|secret|storage)_key(_pem)?)$/;
/** A URL with a password in it, a private key, or the credentials of a service account. */
const secretText =
  /:\/\/[^\s/?#@:]*:[^\s/?#@]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|"(private_key|refresh_token|client_secret)"/;

/** The paths of secrets in a value that has no schema. */
export function secretsIn(value: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  return leavesOf(value, path).flatMap((leaf) => {
    const isNamed = isSecretPath(leaf.path);
    const isKept = typeof leaf.value === "string" ? leaf.value !== "" : typeof leaf.value === "number";
    return isKept && (isNamed || secretText.test(String(leaf.value))) ? [leaf.path] : [];
  });
}

/**
 * Whether a message must not show a value: because of its schema (`writeOnly` in JSON Schema, of it or of a
 * part), its name, or its content.
 */
export function isSecret(schema: JsonSchema, path: readonly PropertyKey[], value: unknown): boolean {
  const declared = schemaAt(schema, path);
  if (declared && isOnlySecret(declared)) return true;
  const names = declared ? secretSettings(declared) : [];
  return (
    secretsIn(value, path).length > 0 ||
    leavesOf(value, []).some((leaf) => leaf.path.some((step) => names.includes(String(step))))
  );
}

/** Whether a text names or contains a secret. */
export function containsSecret(text: string): boolean {
  return secretText.test(text) || [...text.matchAll(/[\w-]+/g)].some(([name]) => isSecretName(name));
}

/** Whether the value at a path is a secret by its name, or one of a list of secrets. */
export function isSecretPath(path: readonly PropertyKey[]): boolean {
  return isSecretName(path.filter((step) => typeof step === "string").at(-1));
}

function isSecretName(name: PropertyKey | undefined): boolean {
  const words = String(name ?? "").replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return secretName.test(words.replaceAll("-", "_").toLowerCase());
}

interface Leaf {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
}

/** The parts of a value that are neither lists nor maps. Constructs and other instances of classes are ignored. */
function leavesOf(value: unknown, path: readonly PropertyKey[], around: readonly unknown[] = []): Leaf[] {
  if (typeof value !== "object") return [{ path, value }];
  if (value === null || around.includes(value)) return [];
  if (!([Object.prototype, Array.prototype, null] as unknown[]).includes(Object.getPrototypeOf(value))) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    leavesOf(entry, [...path, Array.isArray(value) ? Number(key) : key], [...around, value]),
  );
}

function schemaAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>(
    (above, step) => above && (above.properties?.[String(step)] ?? (above.additionalProperties || above.items)),
    schema,
  );
}

/** Of itself, or of each entry of a map. */
function isOnlySecret({ writeOnly, additionalProperties }: JsonSchema): boolean {
  return writeOnly === true || (additionalProperties ? isOnlySecret(additionalProperties) : false);
}

/** The names of settings in a group that are secret. */
function secretSettings({ properties = {} }: JsonSchema): string[] {
  return Object.entries(properties).flatMap(([name, schema]) =>
    isOnlySecret(schema) ? [name] : secretSettings(schema),
  );
}
