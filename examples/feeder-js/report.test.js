// The vectors of docs/vectors/signed-reports.json, made by the project's own code, hold here too.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addressOf, hashOf, publicKeyOf } from "./account.js";
import { sign, signingBytes, verify } from "./report.js";

const file = new URL("../../docs/vectors/signed-reports.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8"));
const [anna] = vectors.accounts;
const [usual] = vectors.accepted;

const hex = (bytes) => bytes.toString("hex");
const bytes = (text) => Buffer.from(text, "hex");
const secretOf = (name) => bytes(vectors.accounts.find((account) => account.name === name).secret_key);

test("there are vectors of this layout", () => {
  assert.equal(vectors.version, 1);
  assert.ok(vectors.accounts.length >= 4);
  assert.ok(vectors.accepted.length >= 15);
  assert.ok(vectors.refused.length >= 20);
});

for (const account of vectors.accounts) {
  test(`account: ${account.name}`, () => {
    const publicKey = publicKeyOf(bytes(account.secret_key));
    assert.equal(hex(publicKey), account.public_key);
    assert.equal(hex(hashOf(publicKey)), account.hash);
    assert.equal(addressOf(publicKey, "wasm"), account.address);
  });
}

for (const vector of vectors.accepted) {
  const { chain_id, contract, signed_report } = vector;
  test(`accepted: ${vector.name}`, () => {
    const signed = signingBytes(signed_report.report, chain_id, contract);
    assert.equal(hex(signed), vector.signing_bytes);
    assert.equal(hex(createHash("sha256").update(signed).digest()), vector.sha256);
    assert.equal(hex(Buffer.from(signed_report.signature, "base64")), vector.signature);
    const { address } = vectors.accounts.find((account) => account.name === vector.account);
    assert.equal(verify(signed_report, chain_id, contract), address);
  });
  // Node's signatures are random; half of them come with a high s, and each must be made low.
  test(`signed here: ${vector.name}`, () => {
    for (let count = 0; count < 20; count += 1) {
      const again = sign(signed_report.report, chain_id, contract, secretOf(vector.account));
      verify(again, chain_id, contract);
      assert.equal(again.public_key, signed_report.public_key);
    }
  });
}

for (const { name, reason, chain_id, contract, signed_report } of vectors.refused) {
  test(`refused: ${name}`, () => {
    assert.throws(() => verify(signed_report, chain_id, contract), { message: reason });
  });
}

test("what does not fit the layout is not signed", () => {
  const { report } = usual.signed_report;
  const signs = (changed, chain = "c", oracle = "wasm1x") =>
    () => sign({ ...report, ...changed }, chain, oracle, bytes(anna.secret_key));
  for (const price of [110.48, "", "-1", "1e3", ".5", "1.", "0.0000000000000000001"]) {
    assert.throws(signs({ price }), /is no decimal text/, String(price));
  }
  assert.throws(signs({ price: "340282366920938463464" }), /does not fit 16 bytes/);
  for (const published_at of [-1, 1.5, Number.NaN, 2 ** 53, "1"]) {
    assert.throws(signs({ published_at }), /is no unix time/, String(published_at));
  }
  assert.throws(signs({}, "x".repeat(256)), /chain id of 256 bytes/);
  assert.throws(signs({}, "c", "x".repeat(256)), /contract of 256 bytes/);
  assert.throws(signs({ feed: "X".repeat(256) }), /feed of 256 bytes/);
});
