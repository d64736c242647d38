"use client";

import { useEffect, useState } from "react";
import styles from "./results.module.css";

interface Props {
  title: string;
  items: readonly { id: string; label: string }[];
}

/** The page's contents; the section in view is marked. */
export function Contents({ title, items }: Props) {
  const [current, setCurrent] = useState(items[0]?.id);
  useEffect(() => {
    const sections = items.flatMap(({ id }) => document.getElementById(id) ?? []);
    // A section is the current one while it crosses a line a third down the screen.
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.find((entry) => entry.isIntersecting);
        if (entered) setCurrent(entered.target.id);
      },
      { rootMargin: "-33% 0px -66% 0px" },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [items]);
  return (
    <nav className={styles.contents} aria-label={title}>
      <p>{title}</p>
      {items.map(({ id, label }) => (
        <a key={id} href={`#${id}`} aria-current={id === current ? "true" : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
