import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { z } from "zod";
import { companionId } from "../capabilities/evidence/protection";
import { sealOf, voucherFor } from "../seal";
import type { Content } from "../terraform/module";
import { problemOnTheWay } from "./folders";

/** More than anything that is written here, and less than Node can read. */
const largest = 50_000_000;

/** What a file says; of what is no file, or too much to be ours, nothing. */
export function contentOf(path: string): Content {
  const file = lstatSync(path, { throwIfNoEntry: false });
  const content = file?.isFile() && file.size <= largest ? readFileSync(path) : Buffer.alloc(0);
  return isText(path) ? content.toString("utf8") : new Uint8Array(content);
}

/** Whether a file is text: all that we write are, but for archives. */
export function isText(path: string): boolean {
  return !path.endsWith(".zip");
}

/** Whether two contents are the same. */
export function isSame(one: Content, other: Content): boolean {
  return Buffer.from(one as string).equals(Buffer.from(other as string));
}

/** Why a file may not be replaced, as the end of a sentence about it; nothing if it is one that we wrote. */
export function whyNotOurs(path: string, text: Content): string | undefined {
  if (isOurs(path, text)) return undefined;
  return sealOf(path, text) === "broken" ? "was changed after it was written" : "was not written by this program";
}

/** The same in a repository that has these files: what a merge made of one that we wrote is ours as well. */
export function whyNotOursInRepository(path: string, text: Content): string | undefined {
  return sealOf(path, text) === "broken" ? undefined : whyNotOurs(path, text);
}

function isOurs(path: string, text: Content): boolean {
  if (typeof text !== "string") return sealOf(path, text) === "whole";
  if (basename(path) === "cdk.tf.json") return isOurStack(text);
  if (basename(path) === "manifest.json") return builtManifest.safeParse(parsedJson(text)).success;
  return sealOf(path, text) === "whole" || isVouchedFor(path, text);
}

/** A stack that cdktf built, with the companion resource that each of ours has. cdktf replaces it in every run, changed or not. */
function isOurStack(text: string): boolean {
  return builtStack.safeParse(parsedJson(text)).success && text.includes(companionId);
}

const builtStack = z.object({ "//": z.object({ metadata: z.object({ stackName: z.string() }) }) });

/** What cdktf records of every stack that it built, ours or not; every run records it again. */
const builtManifest = z.object({
  version: z.string(),
  stacks: z.record(z.string(), z.object({ synthesizedStackPath: z.string() })),
});

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file without room for a seal is in a folder called like the page that has one. */
function isVouchedFor(path: string, text: string): boolean {
  return String(contentOf(`${dirname(path)}.md`)).includes(voucherFor(path, text));
}

/** The unchanged files of this program in the module's folder. */
export function moduleFilesOfOurs(): string[] {
  const folders = ["module", ...entriesOf("module/modules")];
  return folders.flatMap(entriesOf).filter((path) => sealOf(path, contentOf(path)) === "whole");
}

/** The paths of what is in a folder; of a link, nothing. */
function entriesOf(folder: string): string[] {
  const isFolder = !problemOnTheWay(folder) && lstatSync(folder, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
}
