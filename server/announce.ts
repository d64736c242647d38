/** What the person at the terminal reads. English first, then French. */
import type { DatabaseHandle } from "../lib/db/client";
import type { StartRefusal } from "../lib/start-refusal";

export function startedText(
  url: string,
  engine: DatabaseHandle["engine"],
  dataDir: string,
  setupLink: string | null,
): string {
  const stored = {
    pglite: [
      `Data: ${dataDir} (embedded database, for one team)`,
      `Données : ${dataDir} (base intégrée, pour une équipe)`,
    ],
    postgres: ["Data: PostgreSQL (DATABASE_URL)", "Données : PostgreSQL (DATABASE_URL)"],
  }[engine];
  const lines = [
    "",
    `Plateau is running: ${url}`,
    `  ${stored[0]}`,
    "  Stop it with Ctrl+C.",
    `Plateau fonctionne : ${url}`,
    `  ${stored[1]}`,
    "  Pour l’arrêter : Ctrl+C.",
  ];
  if (setupLink) {
    lines.push(
      "",
      "There is no administrator yet. Open this link to become it (it works once, until the next start):",
      "Il n’y a pas encore d’administrateur. Ouvrez ce lien pour le devenir (il sert une fois, jusqu’au prochain démarrage) :",
      "",
      `  ${setupLink}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

export const refusedText = (refusal: StartRefusal): string =>
  `\nPlateau did not start. ${refusal.english}\nPlateau n’a pas démarré. ${refusal.french}\n`;

export const STOPPING_TEXT =
  "\nStopping: what is under way is being saved. Press Ctrl+C again to stop at once.\nArrêt : ce qui est en cours est enregistré. Ctrl+C de nouveau pour arrêter aussitôt.";

export const DISK_FULL_TEXT =
  "\nThe disk is full, Plateau has stopped. Everything shown as saved is safe. Make room and start again.\nLe disque est plein, Plateau s’est arrêté. Tout ce qui était affiché comme enregistré est en sûreté. Libérez de la place puis relancez.";
