import { synthesizeStack } from "../../support/synthesize";
import { names, type Rows } from "./matrix";

/** A stack with every policy in it: what is off by default is switched on here. */
export const stack = synthesizeStack({
  trail: { name: names.trail, bucketName: names.trailBucket, logGroupName: names.logGroup },
  config: { bucketName: names.configBucket },
  accessLogs: { bucketName: names.accessLogBucket },
  alerts: { topicName: names.topic },
});

/** What the stack calls the document that some rows are about. */
export function documentInStack({ module, document }: Rows): string {
  return `${module.replaceAll("-", "_")}_${document}`;
}
