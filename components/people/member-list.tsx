"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ACCESS_LEVELS, type Access } from "@/lib/access/can";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { Note } from "../ui/note";
import { RoleGlyph } from "../ui/role-mark";
import { type Failure, useFailureText } from "../ui/use-submit";
import { WhenReady } from "../ui/when-ready";
import styles from "./people.module.css";
import type { Done, MemberActions, PeopleRole, PersonItem } from "./people-types";

interface Props {
  people: PersonItem[];
  roles: PeopleRole[];
  /** Null for those who only read the list. */
  actions: MemberActions | null;
}

/** Everybody on the board; a facilitator changes role and access in place. */
export function MemberList({ people, roles, actions }: Props) {
  const t = useTranslations("people");
  const text = useFailureText();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [removing, setRemoving] = useState<PersonItem | null>(null);
  const [revokeLinks, setRevokeLinks] = useState(false);

  async function run(change: () => Done) {
    setFailure(null);
    try {
      const result = await change();
      if (!result.ok) setFailure(result.error);
    } catch {
      // Out of reach, or failed and logged: the list still shows what holds.
      setFailure({ code: "unavailable" });
    }
  }

  return (
    <section aria-labelledby="members">
      <div className={styles.head}>
        <h2 id="members">{t("members")}</h2>
        <span className="num">{people.length}</span>
      </div>
      {failure ? (
        <div className={styles.failure}>
          <Note kind="danger" alert>
            {text(failure)}
          </Note>
        </div>
      ) : null}
      <WhenReady>
        <ul className={styles.members} data-readonly={actions ? undefined : true}>
          {people.map((person) => (
            <li key={person.userId}>
              <PersonName person={person} role={roles.find((role) => role.id === person.roleId)} />
              {actions ? (
                <>
                  <RoleSelect
                    person={person}
                    roles={roles}
                    onChange={(roleId) =>
                      void run(() => actions.change(person.userId, { roleId, access: person.access }))
                    }
                  />
                  <AccessSelect
                    person={person}
                    onChange={(access) =>
                      void run(() => actions.change(person.userId, { roleId: person.roleId, access }))
                    }
                  />
                </>
              ) : (
                <ReadOnly person={person} roles={roles} />
              )}
              <span className={styles.joined}>{person.joined}</span>
              {actions ? (
                <Button
                  kind="ghost"
                  icon
                  className={styles.remove ?? ""}
                  aria-label={t("remove", { name: person.name })}
                  onClick={() => {
                    setRevokeLinks(false);
                    setRemoving(person);
                  }}
                >
                  <Icon name="close" />
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </WhenReady>
      {actions ? (
        <Dialog
          open={removing !== null}
          onOpenChange={(open) => !open && setRemoving(null)}
          title={t("removeTitle", { name: removing?.name ?? "" })}
          description={removing?.isMe ? t("removeMe") : t("removeText")}
        >
          <label className={styles.also}>
            <input
              type="checkbox"
              checked={revokeLinks}
              onChange={(event) => setRevokeLinks(event.target.checked)}
            />
            <span>
              {t("revokeAll")}
              <small>{t("revokeAllText")}</small>
            </span>
          </label>
          <div className={styles.confirm}>
            <Button onClick={() => setRemoving(null)}>{t("keep")}</Button>
            <Button
              kind="danger"
              onClick={() => {
                const person = removing;
                setRemoving(null);
                if (person) void run(() => actions.remove(person.userId, { revokeLinks }));
              }}
            >
              {t("removeNow")}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}

function PersonName({ person, role }: { person: PersonItem; role: PeopleRole | undefined }) {
  const t = useTranslations("people");
  return (
    <>
      <Avatar name={person.name} tone={role?.tone ?? null} {...(role ? { roleName: role.name } : {})} />
      <span className={styles.name}>
        {person.name}
        {person.isMe ? <small>{t("me")}</small> : null}
        {person.isGuest ? <small>{t("guest")}</small> : null}
      </span>
    </>
  );
}

function ReadOnly({ person, roles }: { person: PersonItem; roles: PeopleRole[] }) {
  const t = useTranslations("people");
  const role = roles.find((each) => each.id === person.roleId);
  return (
    <>
      <span className={`${styles.role} ${styles.cell}`}>
        {role ? <RoleGlyph tone={role.tone} /> : null}
        {role?.name ?? t("noRole")}
      </span>
      <span className={`${styles.role} ${styles.cell}`}>{t(`access.${person.access}`)}</span>
    </>
  );
}

interface RoleProps {
  person: PersonItem;
  roles: PeopleRole[];
  onChange: (roleId: string | null) => void;
}

function RoleSelect({ person, roles, onChange }: RoleProps) {
  const t = useTranslations("people");
  const tone = roles.find((role) => role.id === person.roleId)?.tone;
  return (
    <span className={`${styles.select} ${styles.cell}`} data-glyph={tone === undefined ? undefined : true}>
      {tone === undefined ? null : <RoleGlyph tone={tone} />}
      <select
        aria-label={t("roleOf", { name: person.name })}
        value={person.roleId ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
      >
        {person.roleId === null || person.access !== "voter" ? <option value="">{t("noRole")}</option> : null}
        {roles.map((role) => (
          <option key={role.id} value={role.id}>
            {role.name}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}

function AccessSelect({ person, onChange }: { person: PersonItem; onChange: (access: Access) => void }) {
  const t = useTranslations("people");
  return (
    <span className={`${styles.select} ${styles.cell}`}>
      <select
        aria-label={t("accessOf", { name: person.name })}
        value={person.access}
        onChange={(event) => {
          const access = ACCESS_LEVELS.find((level) => level === event.target.value);
          if (access) onChange(access);
        }}
      >
        {ACCESS_LEVELS.map((level) => (
          <option key={level} value={level}>
            {t(`access.${level}`)}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
