/** Writes a line of JSON. */
export type Log = (
  level: "INFO" | "WARN" | "ERROR",
  message: string,
  details?: Readonly<Record<string, unknown>>,
) => void;

/** The log of a function: each line names the message that it is about, or the call without one. */
export function functionLog(correlationId: string, write = (line: string): unknown => process.stdout.write(line)): Log {
  return (level, message, details = {}) => {
    const timestamp = new Date().toISOString();
    write(`${JSON.stringify({ timestamp, level, correlationId, message, ...details })}\n`);
  };
}
