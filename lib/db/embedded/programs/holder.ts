/** A process that holds the lock of a data folder until it is killed. Argument: data folder. */
import { isStartRefusal } from "../../../start-refusal";
import { lockFolder } from "../folder-lock";

try {
  await lockFolder(process.argv[2] ?? "");
  process.stdout.write("locked\n");
  setInterval(() => {}, 1_000);
} catch (error) {
  if (!isStartRefusal(error)) throw error;
  process.stdout.write(`refused ${error.english}\n`);
  process.exitCode = 1;
}
