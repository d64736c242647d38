import next from "@next/eslint-plugin-next";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Few rules, each for a mistake that costs somebody's data or lets somebody in. Formatting is Biome's. */
const noHtml = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: "What people type is text. React escapes it; keep it so.",
};
const noBarrel = {
  selector: "ExportAllDeclaration",
  message: "No barrels: import the file that has the thing. Barrels make cycles.",
};
const noGetMap = {
  selector: "CallExpression[callee.property.name=/^get(Map|Array|Text|XmlFragment)$/]",
  message:
    "Only lib/board/roots.ts opens a root of the document: call rootOf(), or better a verb or readBoard().",
};
const noInnerHtml = {
  selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]",
  message: "Set textContent, or render with React.",
};

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      ".next*/**",
      "dist/**",
      ".data/**",
      ".cache/**",
      "public/**",
      "bench/**",
      "drizzle/**",
      "**/*.d.ts",
      "**/*.{js,mjs,cjs}",
    ],
  },
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: "./scripts/tsconfig.check.json", tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      // A lost promise in a sync server is lost data.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/only-throw-error": "error",
      // A new state must be handled everywhere, or not compile.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none", ignoreRestSiblings: true },
      ],
      eqeqeq: "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-eval": "error",
      "no-restricted-syntax": ["error", noHtml, noBarrel, noGetMap, noInnerHtml],
    },
  },
  {
    files: ["lib/board/roots.ts", "**/*.test.{ts,tsx}", "**/testing.ts"],
    rules: { "no-restricted-syntax": ["error", noHtml, noBarrel, noInnerHtml] },
  },
  {
    files: ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks, "@next/next": next },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs["core-web-vitals"].rules,
      // Links are made by lib/i18n/navigation; there is no pages folder for this rule to look into.
      "@next/next/no-html-link-for-pages": "off",
      ...reactHooks.configs.flat.recommended.rules,
      "react-hooks/exhaustive-deps": "error",
      // For code that React's compiler rewrites, which ours is not: the canvas keeps an editor that changes.
      "react-hooks/refs": "off",
      "react-hooks/immutability": "off",
      "react-hooks/preserve-manual-memoization": "off",
      // An async event handler is fine: what it awaits answers with a value. Everywhere else it is a mistake.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // Server components run once per request: there the time of day is a fact like any other.
    files: ["app/**/*.{ts,tsx}"],
    rules: { "react-hooks/purity": "off" },
  },
);
