import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const pins = resolve(__dirname, "../requirements.txt");
const environment = resolve(__dirname, "../../.venv");

/** A program of the environment that `npm run test:tools` makes, whatever else of that name is on PATH. */
export function pythonTool(name: string): string {
  return join(environment, "bin", name);
}

/** Whether the environment has what is pinned now: what was installed before a pin changed is not what the tests are for. */
export function hasPythonTools(): boolean {
  try {
    return readFileSync(join(environment, "requirements.txt"), "utf8") === readFileSync(pins, "utf8");
  } catch {
    return false;
  }
}
