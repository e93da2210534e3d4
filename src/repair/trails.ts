import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { stoppedTrail, type TrailChange, type TrailLogging } from "../remediation";
import type { ClientOf } from "./clients";
import { unlessAbsent } from "./failures";
import { tagsOf } from "./names";
import type { Place, Remedy } from "./remedy";

export function stoppedTrailRemedy(clients: ClientOf, place: Place): Remedy<TrailLogging, TrailChange> {
  const cloudTrail = clients(CloudTrailClient);
  // A trail is changed in its home region only.
  const describe = async (trailNameList?: string[]) => {
    const input = { includeShadowTrails: false, ...(trailNameList && { trailNameList }) };
    const answer = await unlessAbsent(cloudTrail.send(new DescribeTrailsCommand(input)));
    return (answer?.trailList ?? []).filter(({ HomeRegion }) => HomeRegion === place.region);
  };
  return {
    logic: stoppedTrail,
    // The trail of this monitoring most of all has to record.
    repairsOwn: true,
    list: async () => (await describe()).map(({ TrailARN = "" }) => TrailARN),
    async read(resource) {
      const [trail] = await describe([resource]);
      if (trail?.TrailARN === undefined) return undefined;
      const { TrailARN: id, Name = "" } = trail;
      const found = { id, names: [id, Name], owner: id.split(":")[4] ?? "" };
      if (found.owner !== place.account) return found;
      const status = await unlessAbsent(cloudTrail.send(new GetTrailStatusCommand({ Name: id })));
      if (!status) return undefined;
      const { ResourceTagList } = await cloudTrail.send(new ListTagsCommand({ ResourceIdList: [id] }));
      return {
        ...found,
        tags: tagsOf(ResourceTagList?.[0]?.TagsList),
        state: { isLogging: status.IsLogging ?? false },
      };
    },
    async apply(Name, { call }) {
      await (call === "StartLogging"
        ? cloudTrail.send(new StartLoggingCommand({ Name }))
        : cloudTrail.send(new StopLoggingCommand({ Name })));
    },
  };
}
