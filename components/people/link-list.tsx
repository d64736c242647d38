"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { LocalMoment } from "../ui/local-moment";
import { Note } from "../ui/note";
import { QrCode } from "../ui/qr-code";
import { type Failure, useFailureText } from "../ui/use-submit";
import { LinkTerms, usesOf, wordsFor } from "./link-words";
import { WhenReady } from "../ui/when-ready";
import styles from "./people.module.css";
import type { LinkActions, LinkItem, PeopleRole } from "./people-types";

interface Props {
  links: LinkItem[];
  roles: PeopleRole[];
  revoke: LinkActions["revoke"];
}

/** The links that open something, with their codes; under them, folded, those that no longer do. */
export function LinkList({ links, roles, revoke }: Props) {
  const t = useTranslations("people");
  const text = useFailureText();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [enlarged, setEnlarged] = useState<LinkItem | null>(null);
  const [revoking, setRevoking] = useState<LinkItem | null>(null);
  const open = links.filter((link) => link.state === "open");
  const closed = links.filter((link) => link.state !== "open");

  async function withdraw(id: string) {
    setFailure(null);
    try {
      const result = await revoke(id);
      if (!result.ok) setFailure(result.error);
    } catch {
      // Out of reach, or failed and logged: the link is still in the list.
      setFailure({ code: "unavailable" });
    }
  }

  return (
    <>
      {failure ? (
        <Note kind="danger" alert>
          {text(failure)}
        </Note>
      ) : null}
      {open.length === 0 ? <p className={styles.empty}>{t("noLinks")}</p> : null}
      {open.length > 0 ? (
        <WhenReady>
          <ul className={styles.links} aria-label={t("openLinks")}>
            {open.map((link) => (
              <li key={link.id} data-state="open">
                <button
                  type="button"
                  className={styles.qr}
                  aria-label={t("enlarge", { what: wordsFor(t, link, roles) })}
                  onClick={() => setEnlarged(link)}
                >
                  <QrCode {...link.qr} label={t("qrLabel")} />
                </button>
                <div>
                  <LinkTerms link={link} roles={roles} />
                  <p className={styles.terms}>
                    {t.rich("terms", { time: () => <LocalMoment at={link.expires} /> })} · {usesOf(t, link)}
                  </p>
                  <span className={styles.url}>{link.url}</span>
                </div>
                <div className={styles.actions}>
                  <CopyButton text={link.url} />
                  <Button kind="ghost" onClick={() => setRevoking(link)}>
                    {t("revoke")}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </WhenReady>
      ) : null}
      {closed.length > 0 ? (
        <details className={styles.closed}>
          <summary>{t("closedLinks", { count: closed.length })}</summary>
          <ul className={styles.links}>
            {closed.map((link) => (
              <li key={link.id} data-state={link.state}>
                <div>
                  <LinkTerms link={link} roles={roles} />
                  <p className={styles.terms}>{usesOf(t, link)}</p>
                </div>
                <span className={styles.state}>{t(`state.${link.state}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Dialog
        open={revoking !== null}
        onOpenChange={(isOpen) => !isOpen && setRevoking(null)}
        title={t("revokeTitle")}
        description={t("revokeText")}
      >
        <div className={styles.confirm}>
          <Button onClick={() => setRevoking(null)}>{t("keepLink")}</Button>
          <Button
            kind="danger"
            onClick={() => {
              setRevoking(null);
              if (revoking) void withdraw(revoking.id);
            }}
          >
            {t("revokeNow")}
          </Button>
        </div>
      </Dialog>
      <Dialog
        open={enlarged !== null}
        onOpenChange={(isOpen) => !isOpen && setEnlarged(null)}
        title={enlarged ? wordsFor(t, enlarged, roles) : ""}
        description={t("scan")}
        size="wide"
      >
        {enlarged ? (
          <div className={styles.poster}>
            <div>
              <QrCode {...enlarged.qr} label={t("qrLabel")} />
            </div>
            <p>{enlarged.url}</p>
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
