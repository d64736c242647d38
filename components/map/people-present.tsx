"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import type { Me, RoleView } from "./board-props";
import styles from "./people-present.module.css";
import type { PersonPresent } from "./use-board";

const SHOWN = 5;

/** Who is on the board now, oneself first. */
export function PeoplePresent({ me, others, roles }: { me: Me; others: PersonPresent[]; roles: RoleView[] }) {
  const t = useTranslations("map");
  const rest = others.filter((person) => person.userId !== me.userId);
  const people = [{ userId: me.userId, name: me.name, roleId: me.roleId }, ...rest];
  const shown = people.length > SHOWN ? people.slice(0, SHOWN - 1) : people;
  const hidden = people.slice(shown.length);
  return (
    <ul className={styles.people} aria-label={t("present", { count: people.length })}>
      {shown.map((person) => {
        const role = roles.find((each) => each.id === person.roleId);
        return (
          <li key={person.userId}>
            <Avatar name={person.name} tone={role?.tone ?? null} {...(role ? { roleName: role.name } : {})} />
          </li>
        );
      })}
      {hidden.length > 0 ? (
        <li className={styles.more} title={hidden.map((person) => person.name).join(", ")}>
          +{hidden.length}
          <span className="sr"> {hidden.map((person) => person.name).join(", ")}</span>
        </li>
      ) : null}
    </ul>
  );
}
