"use client";

import { setNonce } from "get-nonce";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useEffect } from "react";
import { Button } from "./button";
import { documentNonce } from "./document-nonce";
import styles from "./dialog.module.css";
import { Icon } from "./icon";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title, read out with it. */
  description?: ReactNode;
  size?: "normal" | "wide";
  /** The control that opens it; leave out where `open` is set otherwise. */
  trigger?: ReactNode;
  children: ReactNode;
}

/** A modal: focus goes in, stays in and comes back; Escape and the veil close it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  size = "normal",
  trigger,
  children,
}: Props) {
  const t = useTranslations("common");
  // The style element with which Radix holds the page behind still: without the nonce our policy refuses it.
  useEffect(() => {
    const nonce = documentNonce();
    if (nonce !== undefined) setNonce(nonce);
  }, []);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content
          className={styles.dialog}
          data-size={size}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className={styles.head}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            <Radix.Close asChild>
              <Button kind="ghost" icon className={styles.close ?? ""} aria-label={t("close")}>
                <Icon name="close" />
              </Button>
            </Radix.Close>
            {description ? (
              <Radix.Description className={styles.description}>{description}</Radix.Description>
            ) : null}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
