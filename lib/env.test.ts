import { expect, test } from "vitest";
import { readEnv } from "./env";

test("needs nothing: every setting has a default", () => {
  expect(readEnv({ NODE_ENV: "production" })).toMatchObject({
    dev: false,
    port: 3000,
    host: "127.0.0.1",
    publicUrl: undefined,
    allowedOrigins: [],
    dataDir: ".data",
    databaseUrl: undefined,
    minFreeMb: 500,
    backupsToKeep: 24,
  });
});

test("takes an empty variable as unset, and addresses as origins", () => {
  const env = readEnv({
    PORT: "",
    DATABASE_URL: "",
    PLATEAU_URL: "https://board.example/",
    PLATEAU_ALLOWED_ORIGINS: "https://a.example/x, http://b.example:8080",
  });
  expect(env).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    publicUrl: "https://board.example",
    allowedOrigins: ["https://a.example", "http://b.example:8080"],
  });
});

test.each([
  { PORT: "http" },
  { PORT: "70000" },
  { PLATEAU_URL: "board.example" },
  { PLATEAU_URL: "javascript:alert(1)" },
  { PLATEAU_ALLOWED_ORIGINS: "https://a.example,b" },
  { PLATEAU_MIN_FREE_MB: "-1" },
])("refuses %o and names it", (source) => {
  const [name = ""] = Object.keys(source);
  expect(() => readEnv(source)).toThrow(`These settings cannot be understood: ${name}=`);
});
