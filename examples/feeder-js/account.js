// A feeder's account: a secp256k1 key and the address that follows from it.

import { createECDH, createHash, createPrivateKey, createPublicKey, ECDH } from "node:crypto";

const CURVE = "secp256k1";

// The compressed public key of a secret of 32 bytes: 33 bytes.
export function publicKeyOf(secret) {
  return pairOf(secret).getPublicKey(null, "compressed");
}

// The address of a compressed public key on a chain whose addresses begin with `prefix`.
export function addressOf(publicKey, prefix) {
  return bech32(prefix, hashOf(publicKey));
}

// What an address says: RIPEMD-160 of SHA-256 of the compressed public key.
export function hashOf(publicKey) {
  const inner = createHash("sha256").update(publicKey).digest();
  return createHash("ripemd160").update(inner).digest();
}

// The secret as Node's functions take it.
export function signingKey(secret) {
  const point = pairOf(secret).getPublicKey(null, "uncompressed");
  const key = { ...jwk(point), d: secret.toString("base64url") };
  return createPrivateKey({ key, format: "jwk" });
}

// A compressed public key as Node's functions take it; throws if it is no point of the curve.
export function verifyingKey(publicKey) {
  const point = ECDH.convertKey(publicKey, CURVE, null, null, "uncompressed");
  return createPublicKey({ key: jwk(point), format: "jwk" });
}

function pairOf(secret) {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(secret);
  return pair;
}

// The byte 4, then x and y of 32 bytes each.
function jwk(point) {
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)];
  return { kty: "EC", crv: CURVE, x: x.toString("base64url"), y: y.toString("base64url") };
}

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

// BIP-173.
function bech32(prefix, bytes) {
  const groups = groupsOfFive(bytes);
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const expanded = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
  const sum = checksum([...expanded, ...groups, 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = [25, 20, 15, 10, 5, 0].map((shift) => (sum >> shift) & 31);
  return `${prefix}1${[...groups, ...tail].map((group) => LETTERS[group]).join("")}`;
}

function checksum(groups) {
  let sum = 1;
  for (const group of groups) {
    const top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ group;
    GENERATOR.forEach((word, bit) => {
      if ((top >> bit) & 1) sum ^= word;
    });
  }
  return sum;
}

// Bits in groups of five, the last one filled with zeros.
function groupsOfFive(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => Number.parseInt(group.padEnd(5, "0"), 2));
}
