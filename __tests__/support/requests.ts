/** What is tested says so of itself to the emulator, as an SDK's application id; the tests' own clients do not. */
export const TESTED = "tested";

/** A request that the emulator got, as `emulator/request_judge.py` tells of it. */
export interface RecordedRequest {
  /** The user agent. */
  readonly agent: string;
  /** As the SDKs name it: `cloudwatch`, `s3control`. */
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What AWS would find wrong with it: `logs:PutMetricFilter: filterName: more than 512 characters, "…"`. */
  readonly problems: readonly string[];
}

/** The requests of everything that was tested. */
export async function recordedRequests(url: string): Promise<RecordedRequest[]> {
  const answer = await fetch(`${url}/moto-api/recorded-requests?agent=app/${TESTED}`);
  if (!answer.ok) throw new Error(`the emulator does not tell what was asked of it: ${await answer.text()}`);
  return (await answer.json()) as RecordedRequest[];
}

/** @throws If AWS would have refused one of them. */
export function expectAccepted(requests: readonly RecordedRequest[]): void {
  const problems = new Set(requests.flatMap(({ problems }) => problems));
  if (problems.size > 0) throw new Error(`AWS would refuse:\n${[...problems].map((line) => `  ${line}`).join("\n")}`);
}
