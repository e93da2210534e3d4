const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ELOOP: "a link that leads in a circle",
  ENAMETOOLONG: "its path is too long",
  ENOENT: "no longer there",
  ENXIO: "a socket, not read",
  EPERM: "permission denied",
  Z_BUF_ERROR: "gzip data ends too early",
  Z_DATA_ERROR: "gzip data is damaged",
};

/** Why some input could not be read, in words for people. */
export function reasonOf({ code = "", message }: NodeJS.ErrnoException): string {
  return Object.hasOwn(reasons, code) ? reasons[code]! : message;
}
