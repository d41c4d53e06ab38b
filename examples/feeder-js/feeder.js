#!/usr/bin/env node
// Signs one report and prints it, for `ballast oracle relay` or a keeper.

import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { sign } from "./report.js";

const USAGE = `usage: node feeder.js FEED PRICE --key FILE --chain-id ID --oracle ADDRESS
                      [--implied-volatility V] [--at UNIX_SECONDS]
FILE holds the secret key, 64 hexadecimal digits, and only its owner can read it.`;

const OPTIONS = Object.fromEntries(
  ["key", "chain-id", "oracle", "implied-volatility", "at"].map((name) => [name, { type: "string" }]),
);

function main() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [feed, price, ...more] = positionals;
  if (price === undefined || more.length > 0) throw new Error(USAGE);
  for (const name of ["key", "chain-id", "oracle"]) {
    if (values[name] === undefined) throw new Error(`--${name} is missing\n${USAGE}`);
  }
  const report = { feed, price, published_at: secondsOf(values.at) };
  if (values["implied-volatility"]) report.implied_volatility = values["implied-volatility"];
  const signed = sign(report, values["chain-id"], values.oracle, secretIn(values.key));
  console.log(JSON.stringify(signed));
}

// The clock's second unless another is named.
function secondsOf(given) {
  return given === undefined ? Math.floor(Date.now() / 1000) : Number(given);
}

function secretIn(file) {
  const mode = statSync(file).mode & 0o777;
  if (mode & 0o077) throw new Error(`${file} has mode ${mode.toString(8)}, expected 600`);
  const digits = readFileSync(file, "ascii").trim();
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) throw new Error(`${file} holds no 64 hexadecimal digits`);
  return Buffer.from(digits, "hex");
}

try {
  main();
} catch (error) {
  console.error(`feeder: ${error.message}`);
  process.exitCode = 1;
}
