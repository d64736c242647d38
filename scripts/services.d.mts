/** A service, or why there is none on this machine. */
type Started<Service> = Service | { missing: string };

export interface PostgresService {
  url: string;
  stop(): Promise<void>;
  signal(signal: "SIGSTOP" | "SIGCONT"): void;
  halt(signal: "SIGINT" | "SIGKILL"): Promise<void>;
  relaunch(): Promise<boolean>;
}

export function startPostgres(): Promise<Started<PostgresService>>;
