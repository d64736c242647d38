import { z } from "zod";
import { StartRefusal } from "./start-refusal";

/** What the process takes from its environment. Everything has a default: `npm start` needs none of it. */
const flagless = (value: unknown) => (value === "" ? undefined : value);
const text = z.preprocess(flagless, z.string().optional());
const whole = (fallback: number, min: number, max: number) =>
  z.preprocess(flagless, z.coerce.number().int().min(min).max(max).default(fallback));
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

const schema = z.object({
  NODE_ENV: text,
  PORT: whole(3000, 0, 65_535),
  HOST: z.preprocess(flagless, z.string().default("127.0.0.1")),
  /** The address that people type: in links, and the only origin sockets are taken from. */
  PLATEAU_URL: z.preprocess(flagless, origin.optional()),
  /** More origins, separated by commas. */
  PLATEAU_ALLOWED_ORIGINS: z.preprocess(
    flagless,
    z
      .string()
      .default("")
      .transform((list) =>
        list
          .split(",")
          .map((it) => it.trim())
          .filter(Boolean),
      )
      .pipe(z.array(origin)),
  ),
  DATA_DIR: z.preprocess(flagless, z.string().default(".data")),
  DATABASE_URL: text,
  REDIS_URL: z.preprocess(flagless, z.url({ protocol: /^rediss?$/ }).optional()),
  PLATEAU_MIN_FREE_MB: whole(500, 0, 1e9),
  PLATEAU_BACKUPS: whole(24, 0, 1_000),
  NEXTAUTH_SECRET: text,
  /** Ed25519 private key, PKCS#8 PEM, or that in base64 on one line. */
  PLATEAU_SIGNING_KEY: text,
  LOG_LEVEL: z.preprocess(flagless, z.enum(["debug", "info", "warn", "error", "silent"]).default("warn")),
});

/** The names of all of them. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape);

export interface Env {
  dev: boolean;
  port: number;
  host: string;
  /** Undefined: made from the port that was taken. */
  publicUrl: string | undefined;
  allowedOrigins: string[];
  dataDir: string;
  databaseUrl: string | undefined;
  /** Joins this process to others on the same database. */
  redisUrl: string | undefined;
  minFreeMb: number;
  backupsToKeep: number;
  authSecret: string | undefined;
  signingKey: string | undefined;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** Throws `StartRefusal` that names each variable that cannot be understood, or that another one needs. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const wrong = parsed.error.issues
      .map((issue) => `${issue.path[0] as string}=${source[issue.path[0] as string]}`)
      .join(", ");
    throw new StartRefusal(
      `These settings cannot be understood: ${wrong}. See the configuration table in the README.`,
      `Ces réglages sont incompréhensibles : ${wrong}. Voyez le tableau de configuration du README.`,
    );
  }
  const env = parsed.data;
  if (env.REDIS_URL !== undefined) refuseHalfCluster(env);
  return {
    dev: env.NODE_ENV !== "production",
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PLATEAU_URL,
    allowedOrigins: env.PLATEAU_ALLOWED_ORIGINS,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    minFreeMb: env.PLATEAU_MIN_FREE_MB,
    backupsToKeep: env.PLATEAU_BACKUPS,
    authSecret: env.NEXTAUTH_SECRET,
    signingKey: env.PLATEAU_SIGNING_KEY,
    logLevel: env.LOG_LEVEL,
  };
}

/**
 * Several instances share one database, or each would show boards of its own; and their secrets, or a session of
 * one would be none on the next, and records would carry two signatures.
 */
function refuseHalfCluster(env: z.infer<typeof schema>): void {
  if (env.DATABASE_URL === undefined) {
    throw new StartRefusal(
      "REDIS_URL is for several instances, and those need a common PostgreSQL: set DATABASE_URL too, or unset REDIS_URL.",
      "REDIS_URL sert à plusieurs instances, et il leur faut un PostgreSQL commun : donnez aussi DATABASE_URL, ou retirez REDIS_URL.",
    );
  }
  const missing = (["NEXTAUTH_SECRET", "PLATEAU_SIGNING_KEY"] as const).filter((name) => !env[name]);
  if (missing.length === 0) return;
  const names = missing.join(", ");
  throw new StartRefusal(
    `With REDIS_URL all instances must have the same secrets. Missing: ${names}. The README says how to make them.`,
    `Avec REDIS_URL, toutes les instances doivent avoir les mêmes secrets. Il manque : ${names}. Le README dit comment les créer.`,
  );
}
