/**
 * For every reference that it creates cdktf formats the whole stack of calls, with a source map for each; it shows it only in errors
 * about references that it cannot resolve. That is a third of the CPU time of a synthesis, and more under ts-jest.
 */
require("cdktf/lib/tokens/private/stack-trace").captureStackTrace = () => [];
