import { isOfDay, isWithin, kindOfFolder, type Scope } from "./layout";

/** An object of a bucket. */
export interface Found {
  readonly key: string;
  readonly size: number;
  /** When it was written, in milliseconds since 1970. */
  readonly changed: number;
}

/** A part of a list. */
export interface Page {
  readonly folders: readonly string[];
  readonly objects: readonly Found[];
  /** Where the next part begins; unset for the last one. */
  readonly next?: string;
}

/** Lists a folder: what is directly in it, or with all below it. */
export type List = (folder: string, isDeep: boolean, from?: string) => Promise<Page>;

export interface Walk {
  readonly list: List;
  /** Called for a folder whose name says that no events are in it. */
  readonly onOther: (folder: string, kind: string) => void;
  /** Called for a folder that cannot be listed; what it throws ends the walk. */
  readonly onFailure: (folder: string, error: unknown) => void;
}

/** A folder to list, from where on. */
interface Job {
  readonly folder: string;
  readonly from?: string;
}

/** Folders that are listed at the same time. */
const atOnce = 16;

/**
 * All objects of a folder that are of the scope, in any order. Folders are listed one by one, so that those of other days, of other
 * regions and of other logs are not: only a folder of one day is listed with all below it. What is held does not grow with the bucket.
 *
 * @param top A folder, with the slash at its end; empty: the whole bucket.
 */
export async function* walk(top: string, scope: Scope, { list, onOther, onFailure }: Walk): AsyncGenerator<Found> {
  const waiting: Job[] = [];
  const listing = new Map<Job, Promise<{ readonly job: Job; readonly page: Page }>>();
  const enter = (folder: string) => {
    const kind = kindOfFolder(folder);
    if (kind !== undefined) onOther(folder, kind);
    else if (isWithin(folder, scope)) waiting.push({ folder });
  };
  const pageOf = async (job: Job) => {
    try {
      return { job, page: await list(job.folder, isOfDay(job.folder), job.from) };
    } catch (error) {
      onFailure(job.folder, error);
      return { job, page: { folders: [], objects: [] } };
    }
  };
  enter(top);
  for (;;) {
    // The last first: what is deep ends soonest, and few folders wait.
    while (waiting.length > 0 && listing.size < atOnce) {
      const job = waiting.pop()!;
      listing.set(job, pageOf(job));
    }
    if (listing.size === 0) return;
    const { job, page } = await Promise.race(listing.values());
    listing.delete(job);
    if (page.next !== undefined) waiting.push({ ...job, from: page.next });
    page.folders.forEach(enter);
    for (const object of page.objects) {
      // The console creates an empty object for a folder.
      if (!object.key.endsWith("/") && isWithin(object.key, scope)) yield object;
    }
  }
}
