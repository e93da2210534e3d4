import type { Ask } from "../../aws/answer";
import type { ClientOf } from "../../aws/connection";
import type { Deployment } from "../../deployment/deployment";
import type { Permission } from "../permissions";

/** What a reader needs, for one region. */
export interface Place {
  readonly ask: Ask<Permission>;
  readonly client: ClientOf;
  /** What is deployed there. */
  readonly deployment: Deployment;
  /** Where it is, as the end of a name: nothing in the home region, else ` in us-east-1`. */
  readonly where: string;
}
