"use client";

import type { ReactNode } from "react";
import { useHydrated } from "./use-submit";
import styles from "./when-ready.module.css";

/**
 * Controls that the server drew and whose answers our code keeps: they wait until it runs. An answer given
 * before would be shown and not known, and giving it a second time would change nothing.
 */
export function WhenReady({ children }: { children: ReactNode }) {
  return (
    <fieldset className={styles.whenReady} disabled={!useHydrated()}>
      {children}
    </fieldset>
  );
}
