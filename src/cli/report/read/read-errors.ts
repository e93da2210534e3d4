const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ELOOP: "a loop of links",
  ENAMETOOLONG: "path too long",
  ENOENT: "no longer exists",
  ENXIO: "a socket, not read",
  EPERM: "permission denied",
  Z_BUF_ERROR: "gzip data ends too early",
  Z_DATA_ERROR: "gzip data is damaged",
};

/** Why some input could not be read, for people. */
export function reasonOf({ code = "", message }: NodeJS.ErrnoException): string {
  return Object.hasOwn(reasons, code) ? reasons[code]! : message;
}
