import { sql } from "drizzle-orm";
import { getDb } from "@/lib/db/client";
import { writesAllowed } from "@/lib/db/writable";

export const dynamic = "force-dynamic";

/** For load balancers and process managers: does this process reach its database, and may it write? */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await getDb().execute(sql`select 1`);
  } catch {
    // Whoever asks needs to know that it fails, not why: the cause is in the server's log.
    return Response.json({ status: "unavailable" }, { status: 503, headers });
  }
  const status = writesAllowed() ? "ok" : "disk-nearly-full";
  return Response.json({ status }, { headers });
}
