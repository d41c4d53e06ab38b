// Signed reports, as docs/oracle.md says: the bytes, their signature, and which ones are refused.

import { sign as ecdsaSign, verify as ecdsaVerify } from "node:crypto";
import { addressOf, publicKeyOf, signingKey, verifyingKey } from "./account.js";

const TAG = "ballast-price-report";
const VERSION = 1;
const PUBLIC_KEY_BYTES = 33;
const SIGNATURE_BYTES = 64;

// The order of secp256k1's group.
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

// SHA-256 is part of the signature's algorithm: nobody hashes before.
const HASH = "sha256";

// What is signed. `report` is what the oracle takes: { feed, price, published_at, implied_volatility? }, with
// price and implied volatility as decimal text, for a JavaScript number does not hold 18 digits.
export function signingBytes(report, chainId, contract) {
  return Buffer.concat([
    Buffer.from(TAG, "ascii"),
    Buffer.of(VERSION),
    text("chain id", chainId),
    text("contract", contract),
    text("feed", report.feed),
    integer("price", atomics(report.price), 16),
    integer("publication time", time(report.published_at), 8),
    integer("implied volatility", atomics(report.implied_volatility ?? "0"), 16),
  ]);
}

// The report with the signature of a secret of 32 bytes, as the oracle's message `relay` takes it.
export function sign(report, chainId, contract, secret) {
  const bytes = signingBytes(report, chainId, contract);
  const key = signingKey(secret);
  const signature = lowered(ecdsaSign(HASH, bytes, { key, dsaEncoding: "ieee-p1363" }));
  return {
    report,
    public_key: publicKeyOf(secret).toString("base64"),
    signature: signature.toString("base64"),
  };
}

// The feeder's address; throws what is wrong with a report that is no feeder's.
export function verify(signed, chainId, contract) {
  const publicKey = Buffer.from(signed.public_key, "base64");
  const signature = Buffer.from(signed.signature, "base64");
  refuseIf(publicKey.length !== PUBLIC_KEY_BYTES, "public key of another length");
  const key = readKey(publicKey);
  refuseIf(signature.length !== SIGNATURE_BYTES, "signature of another length");
  const [r, s] = halves(signature);
  refuseIf([r, s].some((half) => half === 0n || half >= ORDER), "r or s out of range");
  refuseIf(s > ORDER / 2n, "high s");
  const bytes = signingBytes(signed.report, chainId, contract);
  const isKeys = ecdsaVerify(HASH, bytes, { key, dsaEncoding: "ieee-p1363" }, signature);
  refuseIf(!isKeys, "not the key's");
  return addressOf(publicKey, contract.slice(0, contract.lastIndexOf("1")));
}

// Of a signature and its twin the one whose s is at most half of the order: only that one is taken.
function lowered(signature) {
  const [r, s] = halves(signature);
  const low = s > ORDER / 2n ? ORDER - s : s;
  return Buffer.concat([integer("r", r, 32), integer("s", low, 32)]);
}

function halves(signature) {
  const number = (bytes) => BigInt(`0x${bytes.toString("hex")}`);
  return [number(signature.subarray(0, 32)), number(signature.subarray(32))];
}

function readKey(publicKey) {
  try {
    return verifyingKey(publicKey);
  } catch {
    throw new Error("no public key");
  }
}

// A text's length in one byte, then its bytes.
function text(what, given) {
  const bytes = Buffer.from(given, "utf8");
  refuseIf(bytes.length > 255, `${what} of ${bytes.length} bytes, 255 fit`);
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

// Big-endian.
function integer(what, number, length) {
  const digits = number.toString(16);
  refuseIf(digits.length > 2 * length, `${what} ${number} does not fit ${length} bytes`);
  return Buffer.from(digits.padStart(2 * length, "0"), "hex");
}

// A decimal of at most 18 fractional digits as an integer.
function atomics(decimal) {
  const [, whole, fraction = ""] = /^([0-9]+)(?:\.([0-9]{1,18}))?$/.exec(decimal) ?? [];
  refuseIf(typeof decimal !== "string" || whole === undefined, `${decimal} is no decimal text`);
  return BigInt(whole + fraction.padEnd(18, "0"));
}

function time(seconds) {
  refuseIf(!Number.isSafeInteger(seconds) || seconds < 0, `${seconds} is no unix time`);
  return BigInt(seconds);
}

function refuseIf(isWrong, why) {
  if (isWrong) throw new Error(why);
}
