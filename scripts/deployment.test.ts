// No container engine runs where the tests run: the files are read by a parser, and the topology that they
// describe is tested as processes (server/sync/cluster/processes.test.ts).
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SETTINGS, readEnv } from "../lib/env";

const project = path.dirname(import.meta.dirname);
const read = (file: string) => readFileSync(path.join(project, file), "utf8");
const manifest = JSON.parse(read("package.json")) as { version: string };

/** A version that does not move under one's feet: a whole number of three parts, or two for PostgreSQL. */
const PINNED = /^[a-z]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/;
/** Read by Next and by the canvas rather than by `lib/env.ts`. */
const OTHERS = ["TLDRAW_LICENSE_KEY", "NEXT_TELEMETRY_DISABLED"];

interface Instruction {
  name: string;
  value: string;
}

/** One stage after the other: comments gone, continued lines joined. */
function stagesOf(text: string): Instruction[][] {
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name = "", value = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    expect(name, line).not.toBe("");
    if (name === "FROM") stages.push([]);
    stages.at(-1)?.push({ name, value: value.trim() });
  }
  return stages;
}

describe("[SY153] the image", () => {
  const stages = stagesOf(read("Dockerfile"));
  const [build = [], final = []] = stages;
  const all = (stage: Instruction[], name: string) =>
    stage.filter((it) => it.name === name).map(({ value }) => value);

  test("is made in two stages on a pinned Node 24, and what only the build needs stays behind", () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) {
      const [image = ""] = (stage[0]?.value ?? "").split(" ");
      expect(image).toMatch(PINNED);
      expect(image).toMatch(/^node:24\..*-slim$/);
    }
    expect(all(build, "RUN").join()).toContain("npm prune --omit=dev");
    expect(all(final, "COPY").every((value) => value.startsWith("--from=build "))).toBe(true);
  });

  test("copies only what is there after a build", () => {
    const sources = all(final, "COPY").flatMap((value) => value.split(/\s+/).slice(1, -1));
    const made = ["/app/node_modules", "/app/dist", "/app/.next"];
    for (const source of sources) {
      expect(
        made.includes(source) || existsSync(path.join(project, source.replace("/app/", ""))),
        source,
      ).toBe(true);
    }
    // The server looks for these beside dist/.
    expect(sources).toEqual(expect.arrayContaining(["/app/drizzle", "/app/public", "/app/next.config.js"]));
  });

  test("does not run as root, and the last account is the one that runs it", () => {
    const user = final.findIndex(({ name }) => name === "USER");
    expect(final[user]?.value).toBe("node");
    expect(final.slice(user + 1).map(({ name }) => name)).not.toContain("RUN");
    expect(all(final, "USER")).toHaveLength(1);
  });

  test("asks the health route, and gets the signals itself", () => {
    const [health = ""] = all(final, "HEALTHCHECK");
    expect(health).toContain("/api/health");
    expect(existsSync(path.join(project, "app/api/health/route.ts"))).toBe(true);
    const [command = ""] = all(final, "CMD");
    expect(JSON.parse(command)).toEqual(["node", "--enable-source-maps", "dist/server.mjs"]);
  });

  test("sets only what the server reads, to what it understands", () => {
    const set = Object.fromEntries(
      all(final, "ENV").flatMap((value) =>
        value.split(/\s+/).map((pair) => pair.split("=") as [string, string]),
      ),
    );
    expect(Object.keys(set).filter((name) => ![...SETTINGS, ...OTHERS].includes(name))).toEqual([]);
    expect(readEnv(set)).toMatchObject({ dev: false, host: "0.0.0.0", port: 3000, dataDir: "/data" });
  });

  test("leaves secrets, data and what is built out of its context", () => {
    const ignored = read(".dockerignore").split("\n");
    expect(ignored).toEqual(
      expect.arrayContaining([".git", ".data", ".env*", "node_modules", "dist", ".next*"]),
    );
  });
});

interface Service {
  image: string;
  build?: string;
  environment?: Record<string, string>;
  read_only?: boolean;
  tmpfs?: string[];
  user?: string;
  ports?: string[];
  networks?: string[];
  cap_drop?: string[];
  volumes?: string[];
  stop_grace_period?: string;
}

describe("[SY153] the composition", () => {
  const text = read("docker-compose.yml");
  const { services, networks } = parse(text, { merge: true }) as {
    services: Record<string, Service>;
    networks: Record<string, { internal?: boolean } | null>;
  };
  const instances = Object.entries(services).filter(([, service]) => service.build !== undefined);

  test("has two instances that are the same in everything, secrets included", () => {
    expect(instances.map(([name]) => name)).toEqual(["plateau-1", "plateau-2"]);
    expect(instances[0]?.[1]).toEqual(instances[1]?.[1]);
    for (const name of ["NEXTAUTH_SECRET", "PLATEAU_SIGNING_KEY"]) {
      expect(instances[0]?.[1].environment?.[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
    }
    expect(instances[0]?.[1].environment?.DATABASE_URL).toContain("${POSTGRES_PASSWORD:?");
    expect(instances[0]?.[1].image).toBe(`plateau:${manifest.version}`);
  });

  test("sets only what the server reads, and all that several instances need", () => {
    const environment = instances[0]?.[1].environment ?? {};
    expect(Object.keys(environment).filter((name) => ![...SETTINGS, ...OTHERS].includes(name))).toEqual([]);
    const filled = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value.replaceAll(/\$\{\w+:-([^}]*)\}/g, "$1").replaceAll(/\$\{\w+:\?[^}]*\}/g, "given"),
      ]),
    );
    expect(readEnv(filled)).toMatchObject({
      databaseUrl: "postgres://plateau:given@postgres:5432/plateau",
      redisUrl: "redis://redis:6379",
      publicUrl: "http://localhost:8080",
      logLevel: "warn",
    });
  });

  test("runs them read-only, without capabilities, with room for what they write and time to stop", () => {
    for (const [, service] of instances) {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(["ALL"]);
      expect(service.user).toBeUndefined();
      expect(service.tmpfs?.map((entry) => entry.split(":")[0])).toEqual([
        "/tmp",
        "/data",
        "/app/.next/cache",
      ]);
      expect(Number.parseInt(service.stop_grace_period ?? "", 10)).toBeGreaterThan(18);
    }
  });

  test("pins every image, and lets only the proxy out", () => {
    for (const [name, { image, ports, networks: on }] of Object.entries(services)) {
      expect(image, name).toMatch(PINNED);
      expect(ports === undefined, name).toBe(name !== "proxy");
      expect(on?.includes("inside"), name).toBe(true);
    }
    expect(networks.inside?.internal).toBe(true);
  });

  test("has a proxy that knows both instances and passes upgrades of /sync/ on", () => {
    const file = services.proxy?.volumes?.[0]?.split(":")[0] ?? "";
    const config = read(file);
    for (const [name] of instances) expect(config.split(`server ${name}:3000`)).toHaveLength(3);
    const sync = /location \/sync\/ \{([^}]*)\}/.exec(config)?.[1] ?? "";
    expect(sync).toContain("proxy_set_header Upgrade $http_upgrade;");
    expect(sync).toContain('proxy_set_header Connection "upgrade";');
    // The name that people type decides about links and origins.
    expect(sync).toContain("proxy_set_header Host $http_host;");
    expect(config.split("{")).toHaveLength(config.split("}").length);
    expect(config).toContain(`listen ${services.proxy?.ports?.[0]?.split(":").at(-1)};`);
  });
});
