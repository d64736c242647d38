import {
  type KeyObject,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { InstanceKey } from "../lib/instance-key";
import { StartRefusal } from "../lib/start-refusal";

/** Secrets that nobody has to configure: made once, kept in the data folder, readable by this user only. */
export interface InstanceKeys {
  /** Signs the session cookie and the invitation links. */
  authSecret: string;
  signingKey: InstanceKey;
}

export function loadInstanceKeys(
  dataDir: string,
  configured: { authSecret: string | undefined; signingKey: string | undefined },
): InstanceKeys {
  const folder = path.join(dataDir, "keys");
  const authSecret =
    configured.authSecret ??
    readOrCreate(path.join(folder, "auth-secret"), () => randomBytes(32).toString("base64url"));
  const pem = configured.signingKey ?? readOrCreate(path.join(folder, "signing-key.pem"), newSigningKey);
  return { authSecret, signingKey: asInstanceKey(parseSigningKey(pem)) };
}

/** `wx` creates or fails: of two processes that start at once, both end up with the same secret. */
function readOrCreate(file: string, create: () => string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!fs.existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${create()}\n`, { mode: 0o600, flush: true });
    try {
      fs.linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      fs.rmSync(draft);
    }
  }
  return fs.readFileSync(file, "utf8").trim();
}

function newSigningKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString().trim();
}

function parseSigningKey(value: string): KeyObject {
  try {
    const pem = value.includes("-----BEGIN") ? value : Buffer.from(value, "base64").toString("utf8");
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below: the cause would show parts of the key.
  }
  throw new StartRefusal(
    "The signing key (PLATEAU_SIGNING_KEY, or keys/signing-key.pem in the data folder) is not an Ed25519 private key in PKCS#8 PEM.",
    "La clé de signature (PLATEAU_SIGNING_KEY, ou keys/signing-key.pem dans le dossier de données) n’est pas une clé privée Ed25519 au format PEM PKCS#8.",
  );
}

function asInstanceKey(privateKey: KeyObject): InstanceKey {
  return {
    publicKey: createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64"),
    sign: (bytes) => sign(null, bytes, privateKey).toString("base64"),
  };
}
