/** What there can be a choice about: `--choose <what>=<which>`. */
export const choosable = [
  "trail",
  "log-group",
  "delivery-role",
  "trail-bucket",
  "recorder",
  "config-bucket",
  "access-log-bucket",
  "config-role",
  "log-key",
  "topic",
  "alert-key",
  "detections",
  "names",
  "silent-alarms",
] as const;
