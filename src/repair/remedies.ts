import type { FunctionSettings, RemediationName } from "../remediation";
import { publicBucketRemedy } from "./buckets";
import type { ClientOf } from "./clients";
import { publicDatabaseSnapshotRemedy } from "./database-snapshots";
import { defaultGroupRemedy, restrictedSshRemedy } from "./groups";
import type { Place, Remedy } from "./remedy";
import { runbookRemedy } from "./runbook";
import { publicImageRemedy, publicSnapshotRemedy } from "./shared-images";
import { stoppedTrailRemedy } from "./trails";

const remedies: Readonly<Record<RemediationName, (clients: ClientOf, place: Place) => Remedy>> = {
  "restricted-ssh": restrictedSshRemedy,
  "s3-bucket-public-read-prohibited": publicBucketRemedy,
  "s3-bucket-public-write-prohibited": publicBucketRemedy,
  "vpc-default-security-group-closed": defaultGroupRemedy,
  "public-snapshot": publicSnapshotRemedy,
  "public-image": publicImageRemedy,
  "public-database-snapshot": publicDatabaseSnapshotRemedy,
  "stopped-trail": stoppedTrailRemedy,
};

/** The remedy of a built-in remediation. */
export function remedyOf(name: RemediationName, clients: ClientOf, place: Place): Remedy {
  return remedies[name](clients, place);
}

/** The remedy of a function: what is built in, or the user's runbook. */
export function remedyFor(settings: FunctionSettings, clients: ClientOf, place: Place): Remedy {
  return settings.remediation
    ? remedyOf(settings.remediation, clients, place)
    : runbookRemedy(settings, clients, place);
}
