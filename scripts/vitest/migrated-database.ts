import { migratedArchive } from "../../lib/db/testing-archive";

/** Once, before the test processes start: else each of them would migrate its own. */
export default async function setup(): Promise<void> {
  await migratedArchive();
}
