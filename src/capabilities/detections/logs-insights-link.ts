import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { hclIn } from "../../terraform/hcl";
import { consoleDomain } from "../shared/console";

/**
 * An HCL expression for the console's link to a CloudWatch Logs Insights query of the last three hours: who did what from
 * where. Empty where the partition has no public console.
 *
 * @param filter An HCL expression for what follows `filter` in the query.
 */
export function logsInsightsLink(scope: Construct, logGroupName: string, filter: string): string {
  const hcl = hclIn(scope);
  const { region } = AwsEnvironment.of(scope);
  const query = hcl`join("", ["fields @timestamp,userIdentity.arn,eventName,sourceIPAddress|filter ", ${filter}])`;
  // The console escapes like a URL, with * where a URL has %. A ~ would end the text, and Terraform leaves it alone.
  const escaped = (text: string) =>
    hcl`replace(replace(replace(urlencode(${text}), "+", "*20"), "%", "*"), "~", "*7E")`;
  const link =
    "https://%s.%s/cloudwatch/home?region=%s#logsV2:logs-insights$3FqueryDetail$3D" +
    "~(end~0~start~-10800~timeType~'RELATIVE~unit~'seconds~editorString~'%s~source~(~'%s))";
  const consoleOf = consoleDomain(scope, "");
  const inConsole = hcl`format(${link}, ${region}, ${consoleOf}, ${region}, ${escaped(query)}, ${escaped(logGroupName)})`;
  return hcl`${consoleOf} == "" ? "" : ${inConsole}`;
}
