import { EventEmitter, once } from "node:events";

export interface Limits {
  /** Items that are worked on at the same time. */
  readonly atOnce: number;
  /** Results that wait for whoever takes them, beyond those that are worked on. */
  readonly waiting: number;
  /** The sum of their sizes. */
  readonly waitingSize: number;
}

/**
 * Works on items, several at a time and ahead of whoever takes the results, in any order. An error of one ends it all. No work
 * goes on after the end.
 *
 * @param work Returns undefined where there is no result.
 */
export async function* ahead<Item, Result extends { readonly size: number }>(
  items: AsyncGenerator<Item>,
  work: (item: Item) => Promise<Result | undefined>,
  { atOnce, waiting, waitingSize }: Limits,
): AsyncGenerator<Result> {
  const results: Result[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  let size = 0;
  let running = atOnce;
  let failure: { readonly error: unknown } | undefined;
  let isOver = false;
  const changed = () => changes.emit("change");

  const worker = async () => {
    try {
      while (!isOver) {
        if (results.length >= waiting || size >= waitingSize) {
          await once(changes, "change");
          continue;
        }
        const { value, done } = await items.next();
        if (done === true || isOver) return;
        const result = await work(value);
        if (result === undefined) continue;
        results.push(result);
        size += result.size;
        changed();
      }
    } catch (error) {
      failure ??= { error };
      isOver = true;
    } finally {
      running--;
      changed();
    }
  };

  const workers = Array.from({ length: atOnce }, worker);
  try {
    while (failure === undefined) {
      const result = results.shift();
      if (result !== undefined) {
        size -= result.size;
        changed();
        yield result;
      } else if (running > 0) await once(changes, "change");
      else return;
    }
    throw failure.error;
  } finally {
    isOver = true;
    changed();
    await Promise.all(workers);
    await items.return(undefined);
  }
}
