import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./door.module.css";

interface Props {
  inviter: ReactNode;
  /** Null where the joiner chooses. */
  role: { label: string; tone: number } | null;
  access: string;
}

/** Who invites, as what, to do what. */
export function InvitationFacts({ inviter, role, access }: Props) {
  return (
    <>
      <p>{inviter}</p>
      <p className={styles.facts}>
        {role ? (
          <span>
            <RoleGlyph tone={role.tone} />
            {role.label}
          </span>
        ) : null}
        <span>
          <Icon name="people" />
          {access}
        </span>
      </p>
    </>
  );
}

/** What else one may do than what the form above asks. */
export function OtherWays({ children }: { children: ReactNode }) {
  return <div className={styles.other}>{children}</div>;
}
