import { getTranslations } from "next-intl/server";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { type SealedRecord, requireRecord } from "@/lib/db/queries/records";
import { AppError, httpStatus, isAppError } from "@/lib/errors";
import { recordMarkdown } from "@/lib/record/markdown";
import { nodeCrypto } from "@/lib/record/node-crypto";
import { verifyRecord } from "@/lib/record/verify";

interface Context {
  params: Promise<{ id: string; version: string; format: string }>;
}

/** A sealed record as a file: `json` byte for byte as signed, `markdown` drawn from it, `signature` beside it. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  try {
    const user = await requireUser();
    const { id, version, format } = await context.params;
    const record = await requireRecord(getDb(), user, id, Number(version));
    const name = `decision-record-v${record.version}`;
    switch (format) {
      case "json":
        return file(record.json, `${name}.json`, "application/json; charset=utf-8");
      case "signature":
        return file(signatureFile(record), `${name}.signature.json`, "application/json; charset=utf-8");
      case "markdown":
        return file(await markdownFile(record), `${name}.md`, "text/markdown; charset=utf-8");
      default:
        throw new AppError("no-such-record");
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    return Response.json({ code: error.code, values: error.values }, { status: httpStatus(error.code) });
  }
}

function file(text: string, name: string, type: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

function signatureFile({ version, hash, signature, publicKey }: SealedRecord): string {
  const algorithms = { hash: "SHA-256", signature: "Ed25519", publicKey: "SubjectPublicKeyInfo, base64" };
  return `${JSON.stringify({ schema: "plateau-signature/1", version, hash, signature, publicKey, algorithms }, null, 2)}\n`;
}

async function markdownFile(sealed: SealedRecord): Promise<string> {
  const parsed = await verifyRecord(sealed.json, {}, nodeCrypto);
  // Only a database that somebody has tampered with holds a record that is none.
  if (!parsed.ok) throw new AppError("no-such-record");
  const { record } = parsed;
  const t = await getTranslations({ locale: record.board.locale, namespace: "record.markdown" });
  return recordMarkdown(record, sealed, (key, values) => t(key, values));
}
