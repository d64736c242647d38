"use client";

import { Button, type ButtonKind } from "./button";
import { Icon } from "./icon";

export function PrintButton({ label, kind = "line" }: { label: string; kind?: ButtonKind }) {
  return (
    <Button kind={kind} onClick={() => window.print()}>
      <Icon name="print" />
      {label}
    </Button>
  );
}
