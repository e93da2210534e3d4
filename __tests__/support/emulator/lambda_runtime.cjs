// Runs a handler once, as Lambda's runtime of Node.js does: the event comes in as standard input, the answer goes into a file.
// node lambda_runtime.cjs <folder of the package> <file for the answer>
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, answerFile] = process.argv.slice(2);
const { _HANDLER, AWS_LAMBDA_FUNCTION_NAME, EMULATOR_FUNCTION_ARN, EMULATOR_REQUEST_ID, EMULATOR_TIMEOUT } =
  process.env;
for (const name of Object.keys(process.env)) if (name.startsWith("EMULATOR_")) delete process.env[name];
const end = Date.now() + Number(EMULATOR_TIMEOUT) * 1000;

const context = {
  awsRequestId: EMULATOR_REQUEST_ID,
  functionName: AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: "$LATEST",
  invokedFunctionArn: EMULATOR_FUNCTION_ARN,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  getRemainingTimeInMillis: () => end - Date.now(),
};

function answer(value) {
  writeFileSync(answerFile, JSON.stringify(value));
}

function fail(error) {
  const { name = "Error", message = String(error), stack = "" } = error ?? {};
  process.stderr.write(`${stack || message}\n`);
  answer({ error: { errorType: name, errorMessage: message, trace: stack.split("\n") } });
  process.exit(1);
}

process.on("uncaughtException", fail);
const [file, name] = _HANDLER.split(".");
const handler = require(join(folder, file))[name];
if (typeof handler !== "function")
  throw Object.assign(new Error(`${_HANDLER} is undefined or not exported`), { name: "Runtime.HandlerNotFound" });
const event = JSON.parse(readFileSync(0, "utf8"));
Promise.resolve()
  .then(() => handler(event, context))
  .then((result) => {
    answer({ result: result ?? null });
    // What the handler left open does not keep a function running.
    process.exit(0);
  })
  .catch(fail);
