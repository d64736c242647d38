import { AppError } from "../errors";

/** An address in the form it is stored in. Only a mail could prove that it exists. */
export function requireEmail(value: unknown): string {
  const email = (typeof value === "string" ? value : "").trim().toLowerCase();
  if (email.length > 254 || !/^[^\s@\u0000]+@[^\s@\u0000]+$/.test(email)) throw new AppError("email-invalid");
  return email;
}
