import { setMaxListeners } from "node:events";
import { partitionOf } from "../../../query";
import { inLine } from "../../../terraform/text/visible";
import { textOf } from "../../aws/answered";
import type { Access } from "../../aws/connection";
import { isDenial } from "../../aws/failures";
import { Stop } from "../../stop";
import { dayIn } from "../days";
import { counted } from "../print/counted";
import type { InputFile } from "../read/find-files";
import type { RemoteFiles, RemoteReading } from "../read/remote-files";
import { ahead } from "./ahead";
import { Bucket } from "./bucket";
import { permissions, reasonOf, stopFor } from "./failures";
import { isUndated, regionIn, type Scope } from "./layout";
import { Store } from "./store";
import { parseUrl, urlOf, type Place } from "./url";
import { walk, type Found, type Walk } from "./walk";

/** Options of the command, as commander names them. */
export interface BucketOptions {
  readonly from?: string;
  readonly to?: string;
  readonly regions?: string;
  readonly keep?: string;
}

/** Downloads at the same time, and what waits for the threads: not more than 64 MB, and one file of each download. */
const limits = { atOnce: 16, waiting: 256, waitingSize: 64e6 };

/** As long as nothing could be downloaded, so many objects are tried. */
const tries = 20;

/** An argument of the command: an object, or a folder with the slash at its end. */
interface Top {
  readonly bucket: Bucket;
  readonly folder: string;
  readonly object?: Found;
}

/** The files in buckets, which are downloaded as they are read. */
export class BucketFiles implements RemoteFiles {
  total: number | undefined;
  readonly notes: string[] = [];
  private readonly places: readonly Place[];
  private readonly scope: Scope;
  private readonly ending = new AbortController();
  private store: Store | undefined;

  /** @throws {@link Stop} For what is no `s3://bucket/prefix`, no range of days or no region. */
  constructor(
    urls: readonly string[],
    private readonly options: BucketOptions,
    private readonly access: Access = {},
  ) {
    this.places = urls.map(parseUrl);
    this.scope = scopeOf(options);
    Store.check(options.keep);
  }

  get afterwards(): string {
    const { keep } = this.options;
    return keep === undefined
      ? "Nothing is reported. With --keep FOLDER a run continues where the one before has ended."
      : `Nothing is reported. What is downloaded stays in ${inLine(keep)}: run the command again to continue.`;
  }

  /** @throws {@link Stop} If AWS does not let it list or download, or not any more. */
  async *read(reading: RemoteReading): AsyncGenerator<InputFile> {
    const signal = AbortSignal.any([reading.signal, this.ending.signal]);
    // Every call listens to it, and Node would warn of the eleventh.
    setMaxListeners(0, reading.signal, signal);
    const tops = await this.open(signal);
    const store = (this.store = new Store(this.options.keep));
    if (reading.isCounted) this.count(tops).catch(() => undefined);
    let isAnyDownloaded = false;
    let failures = 0;
    const download = async ({ bucket, object }: { readonly bucket: Bucket; readonly object: Found }) => {
      const { name } = bucket;
      try {
        const file = await store.put(name, object, (path) => bucket.download(object.key, path));
        isAnyDownloaded = true;
        return file;
      } catch (error) {
        const reason = reasonOf(error as Error);
        if (reason === undefined) throw error;
        if (!isAnyDownloaded && ++failures === tries)
          throw new Stop(
            `None of the first ${tries} objects can be read: ${inLine(textOf(error as Error))}. ${permissions}`,
          );
        reading.skipped.problem(urlOf({ bucket: name, key: object.key }), reason);
        return undefined;
      } finally {
        reading.onProgress();
      }
    };
    try {
      yield* ahead(this.objects(tops, reading), download, limits);
    } catch (error) {
      const stop = stopFor(error);
      throw stop instanceof Stop ? new Stop(`${stop.message} ${this.afterwards}`) : stop;
    }
  }

  close(): void {
    this.ending.abort();
    this.store?.close();
  }

  /** What the arguments name, so that one of them that cannot be read ends the command before anything is downloaded. */
  private async open(signal: AbortSignal): Promise<Top[]> {
    const buckets = new Map<string, Bucket>();
    const tops: Top[] = [];
    for (const place of this.places) {
      const bucket = buckets.get(place.bucket) ?? (await Bucket.open(place.bucket, this.access, signal));
      buckets.set(place.bucket, bucket);
      tops.push(await topOf(place, bucket));
    }
    return tops;
  }

  private async *objects(tops: readonly Top[], { skipped, onProgress }: RemoteReading) {
    const { from, to, regions } = this.scope;
    const seen = new Set<string | undefined>();
    let undated = 0;
    for (const { bucket, folder, object } of tops) {
      const urlIn = (key: string) => urlOf({ bucket: bucket.name, key });
      const found = this.in(folder, object, {
        list: async (...asked) => {
          const page = await bucket.list(...asked);
          for (const each of [folder, ...page.folders]) seen.add(regionIn(each));
          onProgress();
          return page;
        },
        onOther: (other, kind) => {
          skipped.other(urlIn(other), `${kind} (folders)`);
        },
        onFailure: (other, error) => {
          if (other === folder || !isDenial(error as Error)) throw error;
          skipped.problem(urlIn(other), `cannot be listed: ${textOf(error as Error)}`);
        },
      });
      for await (const each of found) {
        seen.add(regionIn(each.key));
        if (isUndated(each.key)) undated++;
        yield { bucket, object: each };
      }
    }
    if ((from ?? to) !== undefined && undated > 0)
      this.notes.push(`${counted(undated, "file")} in no folder of a day, read whatever the days.`);
    for (const region of regions ?? []) if (!seen.has(region)) skipped.problem("--regions", `no folder of ${region}`);
  }

  private async *in(folder: string, object: Found | undefined, how: Walk): AsyncGenerator<Found> {
    if (object === undefined) yield* walk(folder, this.scope, how);
    else yield object;
  }

  private async count(tops: readonly Top[]): Promise<void> {
    let total = 0;
    const unseen = { onOther: () => undefined, onFailure: () => undefined };
    for (const { bucket, folder, object } of tops) {
      const files = this.in(folder, object, { list: (...asked) => bucket.list(...asked), ...unseen });
      while ((await files.next()).done !== true) total++;
    }
    this.total = total;
  }
}

/** @throws {@link Stop} If there is nothing, or it cannot be listed. */
async function topOf(place: Place, bucket: Bucket): Promise<Top> {
  const { key } = place;
  const isFolder = key === "" || key.endsWith("/");
  const folder = isFolder ? key : `${key}/`;
  let failure: unknown;
  try {
    const { folders, objects, next } = await bucket.list(folder, false);
    if (folders.length + objects.length > 0 || next !== undefined) return { bucket, folder };
  } catch (error) {
    failure = error;
    // A single object may be readable all the same.
    if (isFolder || !isDenial(error as Error)) throw stopFor(error, place);
  }
  try {
    if (!isFolder) return { bucket, folder, object: await bucket.find(key) };
  } catch {
    // What the list says is more.
  }
  throw failure === undefined
    ? new Stop(`not found: ${inLine(urlOf(place))}. Name a whole folder, or an object.`)
    : stopFor(failure, place);
}

/** @throws {@link Stop} */
function scopeOf({ from, to, regions }: BucketOptions): Scope {
  const scope = {
    ...(from !== undefined && { from: partitionOf(dayIn("--from", from)) }),
    ...(to !== undefined && { to: partitionOf(dayIn("--to", to)) }),
    ...(regions !== undefined && { regions: regions.split(",").map((name) => name.trim()) }),
  };
  if (scope.from !== undefined && scope.to !== undefined && scope.from > scope.to)
    throw new Stop(`--from ${scope.from} is after --to ${scope.to}.`);
  const strange = scope.regions?.filter((name) => regionIn(`CloudTrail/${name}/`) !== name) ?? [];
  if (strange.length > 0) throw new Stop(`--regions: no region such as eu-west-1: ${strange.map(inLine).join(", ")}`);
  return scope;
}
