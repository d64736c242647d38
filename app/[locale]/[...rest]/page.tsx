import { notFound } from "next/navigation";

/** Every address that no page has: "not found" in the reader's language and with the bar, not Next's own. */
export default function Anything(): never {
  notFound();
}
