"use client";

import type { ReactNode } from "react";

interface Props {
  label: string;
  className: string | undefined;
  children: ReactNode;
}

/** Navigation that scrolls sideways where the window is narrow: it begins with the current page in sight. */
export function ViewStrip({ label, className, children }: Props) {
  return (
    <nav ref={showCurrent} className={className} aria-label={label}>
      {children}
    </nav>
  );
}

function showCurrent(strip: HTMLElement | null): void {
  const current = strip?.querySelector<HTMLElement>("[aria-current]");
  if (!strip || !current) return;
  const from = current.offsetLeft - strip.offsetLeft;
  strip.scrollLeft = from - (strip.clientWidth - current.offsetWidth) / 2;
}
