import type { InputFile, Skipped } from "./find-files";

/** Files that are elsewhere. */
export interface RemoteFiles {
  /** Downloads them, in any order. */
  read(reading: RemoteReading): AsyncGenerator<InputFile>;
  /** Removes what is not kept. */
  close(): void;
  /** How many there are; unset until they are counted. */
  readonly total: number | undefined;
  /** Sentences about what was read. */
  readonly notes: readonly string[];
  /** What becomes of a run that ends early. */
  readonly afterwards: string;
}

/** How remote files are read. */
export interface RemoteReading {
  /** Of other content it gets folders, whose files nobody has counted. */
  readonly skipped: Skipped;
  /** Whether all files are counted meanwhile, for a person who waits. */
  readonly isCounted: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: () => void;
}
