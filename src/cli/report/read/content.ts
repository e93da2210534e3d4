/** What the beginning of a file, decompressed, says about the rest. */
export type Content = TextContent | { readonly kind: "other"; readonly name: string };

export interface TextContent {
  /** Text may contain JSON in later lines. */
  readonly kind: "json" | "text";
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  /** Whether each line starts with a time and a space, as in exports of CloudWatch Logs. */
  readonly isStamped: boolean;
}

/** Bytes that are inspected. */
export const SAMPLE_BYTES = 512;

/** Formats that are not read, by their first bytes in hexadecimal. */
const formats: readonly (readonly [start: string, name: string])[] = [
  ["1f8b", "gzip in gzip, not decompressed"],
  ["504b0304", "zip archives, not decompressed"],
  ["28b52ffd", "zstd, not decompressed"],
  ["425a68", "bzip2, not decompressed"],
  ["fd377a585a00", "xz, not decompressed"],
  ["04224d18", "lz4, not decompressed"],
  ["377abcaf271c", "7-Zip archives, not decompressed"],
  ["50415231", "Parquet"],
  ["4f626a01", "Avro"],
  ["4f5243", "ORC"],
];

/** Logs of text, by their first line. */
const logs: readonly (readonly [line: RegExp, name: string])[] = [
  [/^([a-z-]+ )*(account-id|interface-id)\s/, "VPC flow logs"],
  [/^\d+ (\d{12}|unknown) (eni-\w+|-) /, "VPC flow logs"],
  [/^[0-9a-f]{64} \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/, "S3 access logs"],
  [/^([a-z0-9]+ )?\d{4}-\d\d-\d\dT[\d:.]+Z \S+ (\d+\.\d+\.\d+\.\d+|[0-9a-f:]+):\d+ /, "load balancer access logs"],
  [/^tls \d\.\d \d{4}-\d\d-\d\dT/, "load balancer access logs"],
  [/^#Version: /, "CloudFront access logs"],
  [/^\s*</, "HTML or XML"],
];

/** Recognises a file by its first {@link SAMPLE_BYTES} bytes, or by all of a shorter one. Its name does not count. */
export function recognise(sample: Buffer): Content {
  const hex = sample.toString("hex", 0, 16);
  const format = formats.find(([start]) => hex.startsWith(start));
  if (format !== undefined) return { kind: "other", name: format[1] };
  const encoding = /^(fffe|[57]b00)/.test(hex) ? "utf-16le" : /^(feff|00[57]b)/.test(hex) ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(sample);
  // White space may continue beyond the sample.
  if (/^\s*($|["{[])/.test(text)) return { kind: "json", encoding, isStamped: false };
  const log = logs.find(([line]) => line.test(text));
  if (log !== undefined) return { kind: "other", name: log[1] };
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) return { kind: "other", name: "binary files" };
  return { kind: "text", encoding, isStamped: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z /.test(text) };
}
