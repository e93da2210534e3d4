import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { sealOf, voucherFor } from "../seal";
import { problemOnTheWay } from "./folders";

/** More than anything that is written here, and less than Node can read. */
const largest = 50_000_000;

/** What a file says; of what is no file, or too much to be ours, nothing. */
export function contentOf(path: string): string {
  const file = lstatSync(path, { throwIfNoEntry: false });
  return file?.isFile() && file.size <= largest ? readFileSync(path, "utf8") : "";
}

/** Why a file may not be replaced, as the end of a sentence about it; nothing if it is one that we wrote. */
export function whyNotOurs(path: string, text: string): string | undefined {
  const isOurs = isBuilt(path) ? isOfCdktf(text) : sealOf(path, text) === "whole" || isVouchedFor(path, text);
  if (isOurs) return undefined;
  return sealOf(path, text) === "broken" ? "was changed after it was written" : "is not of this program";
}

/** What cdktf builds it overwrites in every run itself, whether changed or not. */
function isBuilt(path: string): boolean {
  return ["cdk.tf.json", "manifest.json"].includes(basename(path));
}

function isOfCdktf(text: string): boolean {
  try {
    const { "//": note, stacks, version } = JSON.parse(text) as Built;
    return typeof note?.metadata?.stackName === "string" || (typeof stacks === "object" && typeof version === "string");
  } catch {
    return false;
  }
}

interface Built {
  readonly "//"?: { readonly metadata?: { readonly stackName?: unknown } };
  readonly stacks?: unknown;
  readonly version?: unknown;
}

/** A file without room for a seal is in a folder called like the page that has one. */
function isVouchedFor(path: string, text: string): boolean {
  return contentOf(`${dirname(path)}.md`).includes(voucherFor(path, text));
}

/** What is in the module's folder that we wrote, and nobody changed. */
export function moduleFilesOfOurs(): string[] {
  const folders = ["module", ...entriesOf("module/modules")];
  return folders.flatMap(entriesOf).filter((path) => sealOf(path, contentOf(path)) === "whole");
}

/** The paths of what is in a folder; of a link, nothing. */
function entriesOf(folder: string): string[] {
  const isFolder = !problemOnTheWay(folder) && lstatSync(folder, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
}
