/**
 * What a recipient reads of an event: input paths and templates of EventBridge's input transformer. A format belongs to the target of
 * a rule, so each topic gets one: people read e-mail, chat reads the custom notification of AWS's chat service, and machines (a
 * pager, a SIEM) read the event itself, without a template.
 *
 * What EventBridge does with a value, by its documentation (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html)
 * and by what LocalStack's authors recorded of AWS (tests/aws/services/events/test_events_inputs.snapshot.json in
 * https://github.com/localstack/localstack):
 *
 * | In the event           | in text, or between quotes in JSON              | without quotes in JSON    |
 * | ---------------------- | ----------------------------------------------- | ------------------------- |
 * | nothing at the path    | nothing                                         | an empty string           |
 * | a string               | itself, not escaped                             | a string with its quotes  |
 * | a number, true, false  | itself                                          | itself                    |
 * | a list or an object    | text: without quotes, `[a,b]`, `{key:value}`    | itself                    |
 * |                        | JSON: nothing is sent                           |                           |
 *
 * So a quote in a value shows in an e-mail, a line break makes a further line, and either loses what goes to a chat if it is between
 * quotes there. That AWS sends text whatever a value contains is documented nowhere, and nowhere contradicted.
 */
export { alarmMessage } from "./alarm";
export { chatTemplate } from "./chat";
export { cloudTrailMessage } from "./cloudtrail";
export { accessAnalyzerMessage, configComplianceMessage, guardDutyMessage, securityHubMessage } from "./findings";
export { type Fact, type Link, type Message, UNSAFE_TEXT } from "./message";
export { peopleTemplate } from "./people";
export { allowed, pathProblems, placeholdersIn, predefined, problemsOfMessage } from "./problems";
export { exemptionMessage, remediationMessage } from "./remediation";
