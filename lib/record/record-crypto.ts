/** What sealing and verifying need of cryptography; a browser's is asynchronous, Node's need not be. */
export interface RecordCrypto {
  /** SHA-256 of the UTF-8 bytes, lower-case hexadecimal. */
  sha256Hex(text: string): string | Promise<string>;
  /** `signature` in base64, `publicKey` as base64 of its SPKI form. False for anything malformed. */
  verifyEd25519(text: string, signature: string, publicKey: string): boolean | Promise<boolean>;
}
