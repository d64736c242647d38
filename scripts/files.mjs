/** The project's own files, for the checks: what git would see, without asking git (a tarball has none). */
import fs from "node:fs";
import path from "node:path";

const SKIPPED = /^(node_modules|dist|bench|test-results|playwright-report|\..*)$/;

/** Paths from the project's folder, with `/`, that match. */
export function projectFiles(pattern, folder = "") {
  return fs.readdirSync(path.join(process.cwd(), folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : projectFiles(pattern, name);
    return pattern.test(name) ? [name] : [];
  });
}

export const readText = (name) => fs.readFileSync(path.join(process.cwd(), name), "utf8");
