/**
 * What package-lock.json would install: no version with a known hole, no registry's name (a lock installs from
 * whichever registry the machine uses), no second Yjs, and no optional platform package left out, which makes
 * `npm ci` fail with "Missing: … from lock file" on another kind of machine.
 */
import { readText } from "./files.mjs";

/** The lowest version without a known hole; every copy in the tree, direct or not, must be at least this. */
const FLOORS = {
  next: "16.2.11",
  ws: "8.21.1",
  "drizzle-orm": "0.45.2",
  "next-auth": "4.24.12",
  nodemailer: "10.0.0",
  pdfmake: "0.3.11",
  dompurify: "3.4.18",
};
/** Two copies of these do not work together: one of them sees the other's objects as strangers. */
const SINGLE = ["yjs", "react", "react-dom", "tldraw"];
/** Pinned because what surrounds them depends on this very version; docs say why. */
const EXACT = ["tldraw", "@electric-sql/pglite", "@electric-sql/pglite-socket", "next"];

const { packages } = JSON.parse(readText("package-lock.json"));
const manifest = JSON.parse(readText("package.json"));
const problems = [];
const nameOf = (place) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
const placesOf = (name) => Object.keys(packages).filter((place) => place !== "" && nameOf(place) === name);

for (const [name, floor] of Object.entries(FLOORS)) {
  for (const place of placesOf(name)) {
    const { version } = packages[place];
    if (isBelow(version, floor)) problems.push(`${place} is ${version}: below ${floor} it has a known hole`);
  }
}
for (const name of SINGLE) {
  const versions = placesOf(name).map((place) => `${packages[place].version} at ${place}`);
  if (versions.length > 1) problems.push(`${name} is there more than once: ${versions.join(", ")}`);
}
for (const name of EXACT) {
  const wanted = manifest.dependencies?.[name];
  if (wanted && !/^\d+\.\d+\.\d+$/.test(wanted))
    problems.push(`package.json: ${name} must be an exact version`);
}
const addressed = Object.keys(packages).find((place) => packages[place].resolved !== undefined);
if (addressed) problems.push(`${addressed} names a download address: ${packages[addressed].resolved}`);
for (const [place, { optionalDependencies = {} }] of Object.entries(packages)) {
  const missing = Object.keys(optionalDependencies).filter((name) => !isFoundFrom(place, name));
  if (missing.length > 0) problems.push(`${place || "package.json"}: the lock lacks ${missing.join(", ")}`);
}

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${Object.keys(packages).length - 1} packages`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** As Node looks for it: in the package's own node_modules, then in each one above. */
function isFoundFrom(place, name) {
  for (let folder = place; ; ) {
    if (`${folder}${folder === "" ? "" : "/"}node_modules/${name}` in packages) return true;
    if (folder === "") return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1));
  }
}

/** Compares the numbers only; a pre-release counts as below its release. */
function isBelow(version, floor) {
  const [numbers, pre] = version.split("-", 2);
  const [a, b] = [numbers, floor].map((each) => each.split(".").map(Number));
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return a[i] < b[i];
  return pre !== undefined;
}
