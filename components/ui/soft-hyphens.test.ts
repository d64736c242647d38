import { expect, test } from "vitest";
import { softHyphens } from "./soft-hyphens";

const shown = (text: string) => softHyphens(text).replaceAll("\u00ad", "-");

test("long words may break between syllables, short ones never", () => {
  expect(shown("Sélection et optimisation des paramètres")).toBe(
    "Sélection et opti-mi-sa-tion des para-mè-tres",
  );
  expect(shown("d’entraînement")).toBe("d’entraî-ne-ment");
  expect(shown("performances")).toBe("perfor-mances");
  expect(shown("Organisational effort")).toBe("Orga-ni-sa-tional effort");
  expect(shown("Revue de littérature")).toBe("Revue de litté-ra-ture");
});

test("nothing but soft hyphens is added", () => {
  for (const text of ["", "Encapsulation du modèle", "Ré-entraînement", "日本語のとても長い題名です"]) {
    expect(softHyphens(text).replaceAll("\u00ad", "")).toBe(text);
  }
});
