import { useTranslations } from "next-intl";
import styles from "./round-states.module.css";

const STATES = ["draft", "locked", "open", "closed", "revealed"] as const;
export type RoomState = (typeof STATES)[number];

/** Where the vote stands on its way: what is behind, what is now, what comes. */
export function RoundStates({ now }: { now: RoomState }) {
  const t = useTranslations("room");
  const at = STATES.indexOf(now);
  return (
    <ol className={styles.states} aria-label={t("states")}>
      {STATES.map((state, index) => (
        <li
          key={state}
          data-when={index < at ? "past" : index === at ? "now" : undefined}
          aria-current={index === at ? "step" : undefined}
        >
          {t(`state.${state}`)}
        </li>
      ))}
    </ol>
  );
}
