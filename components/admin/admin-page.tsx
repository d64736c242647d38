import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Refusal } from "@/lib/errors";
import { LinkForm } from "../people/link-form";
import { LinkList } from "../people/link-list";
import type { LinkActions, LinkItem } from "../people/people-types";
import styles from "./admin.module.css";
import { SignupToggle } from "./signup-toggle";

export interface UserItem {
  id: string;
  name: string;
  /** E-mail, or that it is a guest. */
  contact: string;
  isAdmin: boolean;
  since: string;
}

interface Props {
  signup: { open: boolean; setOpen: (open: boolean) => Promise<{ ok: true } | Refusal> };
  links: LinkItem[];
  linkActions: LinkActions;
  linkNote: ReactNode;
  users: UserItem[];
  /** Version, engine, free space: name and value. */
  status: [name: string, value: string][];
}

/** What the administrator decides for the whole instance, and how it is. */
export function AdminPage({ signup, links, linkActions, linkNote, users, status }: Props) {
  const t = useTranslations("admin");
  return (
    <main id="content" className={styles.page}>
      <h1>{t("title")}</h1>
      <section className={styles.section} aria-labelledby="accounts">
        <h2 id="accounts">{t("accounts")}</h2>
        <div className={styles.card}>
          <SignupToggle {...signup} />
        </div>
        <p className={styles.text}>{t("linksText")}</p>
        {linkNote}
        <div>
          <LinkForm create={linkActions.create} roles={null} />
          <LinkList links={links} roles={[]} revoke={linkActions.revoke} />
        </div>
      </section>
      <section className={styles.section} aria-labelledby="users">
        <div className={styles.head}>
          <h2 id="users">{t("users")}</h2>
          <span className="num">{users.length}</span>
        </div>
        <ul className={styles.rows}>
          {users.map((user) => (
            <li key={user.id}>
              <div>
                <b>{user.name}</b>
                {user.isAdmin ? <span className={styles.tag}>{t("administrator")}</span> : null}
                <small>{user.contact}</small>
              </div>
              <span className={styles.since}>{user.since}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section} aria-labelledby="status">
        <h2 id="status">{t("status")}</h2>
        <dl className={styles.facts}>
          {status.map(([name, value]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </main>
  );
}
