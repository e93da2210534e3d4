import { createHash } from "node:crypto";
import type { Content } from "./terraform/module";

const mark = (hash: string) => `Written by terraform-aws-security-monitoring, sha256:${hash}`;
const markPattern = new RegExp(mark("([0-9a-f]{64})"));

/**
 * A generated file with a comment that names its generator and has a hash of the rest, and of its path: by that the file is
 * recognized, and that nobody changed or copied it.
 *
 * @param path As in every other file of the kind, with slashes.
 */
export function sealed<T extends Content>(path: string, content: T): T {
  return (typeof content === "string" ? sealedText(path, content) : sealedArchive(content)) as T;
}

function sealedText(path: string, text: string): string {
  const unsealed = withComment(path, text, mark(""));
  return unsealed.replace(mark(""), mark(digest(path, unsealed)));
}

/** Whether a file has such a comment, and is unchanged. */
export function sealOf(path: string, text: Content): "none" | "broken" | "whole" {
  if (typeof text !== "string") return sealOfArchive(text);
  const hash = markPattern.exec(text)?.[1];
  if (hash === undefined) return "none";
  return digest(path, text.replace(hash, "")) === hash ? "whole" : "broken";
}

/** The hash of a file that cannot have a comment, for a sealed file. */
export function voucherFor(path: string, text: Content): string {
  return `${path} sha256:${digest(path, text)}`;
}

function withComment(path: string, text: string, comment: string): string {
  if (path.endsWith(".tf")) return `# ${comment}\n\n${text}`;
  if (!path.endsWith(".json")) return `${text}\n<!-- ${comment} -->\n`;
  const key = path.endsWith(".tf.json") ? "//" : "$comment";
  return text.replace("{", `{\n  "${key}": "${comment}",`);
}

/** Git may write other line ends. */
function digest(path: string, content: Content): string {
  const hash = createHash("sha256");
  if (typeof content !== "string") return hash.update(content).digest("hex");
  return hash.update(`${path}\n${content.replaceAll("\r\n", "\n")}`).digest("hex");
}

/** What ends a zip archive, before its comment: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16 */
const endOfArchive = { signature: 0x06054b50, length: 22, commentLength: 20 };

/** In the comment of a zip archive, which is everywhere the same: it lies in the module, and beside a stack's `cdk.tf.json`. */
function sealedArchive(archive: Uint8Array): Uint8Array {
  const content = partsOf(archive)?.content;
  if (!content) throw new Error("not a zip archive");
  return withArchiveComment(content, mark(digest("", content)));
}

function sealOfArchive(archive: Uint8Array): "none" | "broken" | "whole" {
  const parts = partsOf(archive);
  const hash = markPattern.exec(parts?.comment ?? "")?.[1];
  if (!parts || hash === undefined) return "none";
  return digest("", parts.content) === hash ? "whole" : "broken";
}

/** An archive without its comment, and the comment. */
function partsOf(archive: Uint8Array): { content: Uint8Array; comment: string } | undefined {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { signature, length, commentLength } = endOfArchive;
  for (let at = archive.length - length; at >= Math.max(0, archive.length - length - 0xffff); at--) {
    if (view.getUint32(at, true) !== signature) continue;
    if (at + length + view.getUint16(at + commentLength, true) !== archive.length) continue;
    const comment = Buffer.from(archive.subarray(at + length)).toString("latin1");
    return { content: withArchiveComment(archive.subarray(0, at + length), ""), comment };
  }
  return undefined;
}

/** @param content An archive up to where its comment would begin. */
function withArchiveComment(content: Uint8Array, comment: string): Uint8Array {
  const archive = Buffer.concat([content, Buffer.from(comment, "latin1")]);
  archive.writeUInt16LE(comment.length, content.length - endOfArchive.length + endOfArchive.commentLength);
  return new Uint8Array(archive);
}
