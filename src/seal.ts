import { createHash } from "node:crypto";

const mark = (hash: string) => `Written by terraform-aws-security-monitoring, sha256:${hash}`;
const markPattern = new RegExp(mark("([0-9a-f]{64})"));

/**
 * A generated file with a comment that names its generator and has a hash of the rest, and of its path: by that the file is
 * recognized, and that nobody changed or copied it.
 *
 * @param path As in every other file of the kind, with slashes.
 */
export function sealed(path: string, text: string): string {
  const unsealed = withComment(path, text, mark(""));
  return unsealed.replace(mark(""), mark(digest(path, unsealed)));
}

/** Whether a file has such a comment, and is unchanged. */
export function sealOf(path: string, text: string): "none" | "broken" | "whole" {
  const hash = markPattern.exec(text)?.[1];
  if (hash === undefined) return "none";
  return digest(path, text.replace(hash, "")) === hash ? "whole" : "broken";
}

/** The hash of a file that cannot have a comment, for a sealed file. */
export function voucherFor(path: string, text: string): string {
  return `${path} sha256:${digest(path, text)}`;
}

function withComment(path: string, text: string, comment: string): string {
  if (path.endsWith(".tf")) return `# ${comment}\n\n${text}`;
  if (!path.endsWith(".json")) return `${text}\n<!-- ${comment} -->\n`;
  const key = path.endsWith(".tf.json") ? "//" : "$comment";
  return text.replace("{", `{\n  "${key}": "${comment}",`);
}

/** Git may write other line ends. */
function digest(path: string, text: string): string {
  return createHash("sha256")
    .update(`${path}\n${text.replaceAll("\r\n", "\n")}`)
    .digest("hex");
}
