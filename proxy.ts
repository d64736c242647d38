import createMiddleware from "next-intl/middleware";
import { routing } from "./lib/i18n/routing";

/** Chooses the language of the path, nothing else: who may see a page is decided where its data is read. */
export default createMiddleware(routing);

export const config = { matcher: ["/((?!api/|_next/|sync/|.*\\..*).*)"] };
