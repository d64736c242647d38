/** The arrows of docs/architecture.md. Each rule says what to do instead to the person it stops. */
const TEST = "\\.(test|contract)\\.tsx?$|/testing[^/]*\\.ts$";
const CODE = "^(app|components|lib|server)/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      // Type imports are gone when the code runs: a part that takes its type from the whole is no cycle.
      comment:
        "Two files that need each other are one idea, or hide a third: move what both need to a file of its own.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "This import leads nowhere: a typing mistake, or a package that is not in package.json.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "decision-is-alone",
      severity: "error",
      comment: "lib/decision is pure: matrix in, ranking out. Hand it what it needs as plain data.",
      from: { path: "^lib/decision/", pathNot: TEST },
      to: { pathNot: "^lib/decision/" },
    },
    {
      name: "board-knows-yjs-only",
      severity: "error",
      comment:
        "lib/board is the document as a typed module: no React, tldraw, Next, SQL or DOM. Put views into components, storage into server.",
      from: { path: "^lib/board/", pathNot: TEST },
      to: {
        pathNot: [
          "^lib/(board|decision)/",
          "^lib/i18n/locales\\.ts$",
          "^lib/(ids|errors|assert-never|text-limits)\\.ts$",
          "^node_modules/(yjs|lib0|zod)/",
        ],
      },
    },
    {
      name: "access-is-pure",
      severity: "error",
      comment:
        "can() is called from pages, jobs and socket frames alike: it looks at what it is given and nothing else.",
      from: { path: "^lib/access/", pathNot: TEST },
      to: { pathNot: "^lib/(access/|assert-never\\.ts)" },
    },
    {
      name: "record-is-pure",
      severity: "error",
      comment:
        "A record is built, drawn and verified from values alone, so that anyone can recompute it. Load first, then call it.",
      from: { path: "^lib/record/", pathNot: TEST },
      to: {
        path: "^(app|components|server)/|^lib/(auth|db|sync)/|^node_modules/(react|next|tldraw|yjs|pg|drizzle-orm)/",
      },
    },
    {
      name: "lib-is-below",
      severity: "error",
      comment:
        "lib is what app, components and server stand on. What it needs from above comes in as a parameter.",
      from: { path: "^lib/", pathNot: TEST },
      to: { path: "^(app|components|server|scripts|e2e)/" },
    },
    {
      name: "components-take-props",
      severity: "error",
      comment:
        "Components get data and server actions as props from the page. Define the prop's type here and let the page fit it.",
      from: { path: "^components/", pathNot: TEST },
      to: { path: "^(app|server)/|^lib/(auth|db)/" },
    },
    {
      name: "components-never-reach-data",
      severity: "error",
      comment:
        "Not through a helper either: something on this path drags the database or the session into the browser.",
      from: { path: "^components/", pathNot: TEST },
      to: { path: "^lib/(auth|db)/", reachable: true },
    },
    {
      name: "server-draws-nothing",
      severity: "error",
      comment: "The process knows sockets, storage and jobs. What app and server both need lives in lib.",
      from: { path: "^server/" },
      to: { path: "^(app|components)/|^node_modules/(react|react-dom|tldraw|@tldraw)/" },
    },
    {
      name: "one-file-knows-next",
      severity: "error",
      comment: "Only server/index.ts wires Next into the process; the rest is tested without it.",
      from: { path: "^server/", pathNot: "^server/index\\.ts$" },
      to: { path: "^node_modules/next/" },
    },
    {
      name: "app-does-not-import-server",
      severity: "error",
      comment:
        "Next bundles its own copy of what it imports: a second room, a second database. Meet in lib, through getBoardHub() or getDb().",
      from: { path: "^app/" },
      to: { path: "^server/" },
    },
    {
      name: "one-island-knows-tldraw",
      severity: "error",
      comment: "The canvas library may have to be replaced one day: only components/canvas knows it.",
      from: { path: CODE, pathNot: "^components/canvas/" },
      to: { path: "^node_modules/(tldraw|@tldraw)/" },
    },
    {
      name: "light-pages",
      severity: "error",
      comment:
        "Voting, results and the rest open on a phone: no canvas and no document in them. Use useBoardEvents for liveness.",
      from: {
        path: [
          "^components/(account|admin|auth|frame|history|home|people|record|results|room|shell|ui|vote|voting)/",
          "^app/\\[locale\\]/(page|layout)\\.tsx$",
          "^app/\\[locale\\]/boards/\\[id\\]/(frame|vote|room|results|record|history|people)/.*page\\.tsx$",
        ],
        pathNot: TEST,
      },
      to: {
        path: "^node_modules/(tldraw|@tldraw|y-websocket)/",
        reachable: true,
      },
    },
    {
      name: "no-drawers",
      severity: "error",
      comment: "A function lives with the idea it serves, not in a drawer for everything.",
      from: {},
      to: { path: "^(?!node_modules).*(^|/)(utils|helpers|common|misc)(/|\\.tsx?$)" },
    },
    {
      name: "tests-stay-outside",
      severity: "error",
      comment: "Product code does not import tests or what serves them.",
      from: { path: CODE, pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: "shipped-is-declared",
      severity: "error",
      comment: "The product runs without devDependencies: declare this package under dependencies.",
      from: { path: CODE, pathNot: TEST },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "^node_modules/@types/",
      },
    },
  ],
  options: {
    doNotFollow: { path: "^node_modules" },
    exclude: { path: "^(\\.next|dist|bench|\\.cache)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
