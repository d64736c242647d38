import type { ErrorCode } from "@/lib/errors";

/** What is said under the field rather than above the form. */
export const NAME_FAILURES: readonly ErrorCode[] = ["name-missing", "name-too-long"];
