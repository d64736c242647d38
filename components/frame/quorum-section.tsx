"use client";

import { useTranslations } from "next-intl";
import { quorumOf } from "@/lib/record/build-frame";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import styles from "./quorum-section.module.css";
import { Section } from "./section";

/** Ballots that a role needs for its marks to count. */
export function QuorumSection({
  view,
  editable,
  actions,
  run,
}: {
  view: FrameView;
  editable: boolean;
  actions: FrameActions;
  run: RunEdit;
}) {
  const t = useTranslations("frame");
  return (
    <Section id="quorum" title={t("quorum.title")}>
      <ul>
        {view.roles.map((role) => (
          <li key={role.id} className={styles.row}>
            <span className={styles.name}>
              <RoleGlyph tone={role.tone} size={14} />
              {role.name}
            </span>
            {editable ? (
              <Stepper
                role={role.name}
                value={quorumOf(view.draft, role.id)}
                onChange={(ballots) =>
                  run(
                    () => actions.setQuorum(role.id, ballots),
                    (now) => ({ ...now, quorum: { ...now.quorum, [role.id]: ballots } }),
                  )
                }
              />
            ) : (
              <b className="num">{quorumOf(view.draft, role.id)}</b>
            )}
            <span className={styles.of}>{t("quorum.of", { count: role.members })}</span>
          </li>
        ))}
      </ul>
      <p className={styles.help}>{t("quorum.help")}</p>
    </Section>
  );
}

function Stepper({
  role,
  value,
  onChange,
}: {
  role: string;
  value: number;
  onChange: (value: number) => Promise<unknown>;
}) {
  const t = useTranslations("frame");
  return (
    <span className={styles.stepper} role="group" aria-label={t("quorum.ofRole", { role })}>
      <button
        type="button"
        aria-label={t("quorum.fewer", { role })}
        disabled={value <= 1}
        onClick={() => void onChange(value - 1)}
      >
        <Icon name="minus" size={14} />
      </button>
      <output>{value}</output>
      <button type="button" aria-label={t("quorum.more", { role })} onClick={() => void onChange(value + 1)}>
        <Icon name="plus" size={14} />
      </button>
    </span>
  );
}
