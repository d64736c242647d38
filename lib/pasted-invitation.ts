/** The token in what somebody pastes: an invitation link, or its last part. Whether it is genuine is not said. */
export function pastedInvitation(text: string): string | undefined {
  return /(?:^|\/join\/)([A-Za-z0-9_-]{34})(?:[/?#]|$)/.exec(text.trim())?.[1];
}
