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

test("[SY150] takes REDIS_URL only together with a database and secrets that all instances share", () => {
  const whole = {
    REDIS_URL: "redis://redis:6379",
    DATABASE_URL: "postgres://db/plateau",
    NEXTAUTH_SECRET: "s",
    PLATEAU_SIGNING_KEY: "k",
  };
  expect(readEnv(whole).redisUrl).toBe("redis://redis:6379");
  expect(readEnv({ REDIS_URL: "" }).redisUrl).toBeUndefined();
  expect(() => readEnv({ ...whole, DATABASE_URL: "" })).toThrow("set DATABASE_URL too");
  expect(() => readEnv({ ...whole, NEXTAUTH_SECRET: "" })).toThrow("Missing: NEXTAUTH_SECRET.");
  expect(() => readEnv({ ...whole, NEXTAUTH_SECRET: "", PLATEAU_SIGNING_KEY: "" })).toThrow(
    "Missing: NEXTAUTH_SECRET, PLATEAU_SIGNING_KEY.",
  );
  expect(() => readEnv({ ...whole, REDIS_URL: "http://redis" })).toThrow("cannot be understood: REDIS_URL=");
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
