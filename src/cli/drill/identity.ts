import { randomBytes } from "node:crypto";

/** What all names begin with, so that a policy can name them. */
export const namePrefix = "security-drill-";
export const tagKey = "security-drill";

/** A new id: names of buckets are unique in the world. */
export function newId(): string {
  return randomBytes(5).toString("hex");
}

export const idPattern = /^[0-9a-f]{10}$/;

/** The name of what a drill creates; of its queues, with a number. */
export function nameOf(id: string, number?: number): string {
  return `${namePrefix}${id}${number === undefined ? "" : `-${number}`}`;
}

export function begins(id: string): string {
  return `DRILL ${id} begins`;
}

export function ends(id: string): string {
  return `DRILL ${id} ends`;
}
