/** tldraw's fonts, icons and translations, served by us from public/tldraw: no request leaves the house. */
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { projectDir } from "./install.mjs";

const FOLDERS = ["fonts", "icons", "translations", "embed-icons"];

export function copyAssets() {
  const from = path.join(projectDir, "node_modules", "@tldraw", "assets");
  const to = path.join(projectDir, "public", "tldraw");
  const stamp = path.join(to, "version.txt");
  const { version } = JSON.parse(fs.readFileSync(path.join(from, "package.json"), "utf8"));
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8").trim() === version) return;
  fs.rmSync(to, { recursive: true, force: true });
  for (const folder of FOLDERS)
    fs.cpSync(path.join(from, folder), path.join(to, folder), { recursive: true });
  fs.copyFileSync(path.join(from, "LICENSE.md"), path.join(to, "LICENSE.md"));
  fs.writeFileSync(stamp, `${version}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) copyAssets();
