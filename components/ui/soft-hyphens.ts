/**
 * Cards and heads of columns are narrow, French words long, and a browser breaks by the page's language, for which
 * it may have no dictionary and in which the board need not be written.
 */
const LONG_WORD = /\p{L}{10,}/gu;
/** Letters that stay on either line. */
const EDGE = 4;
/** A syllable begins with one consonant, or with two that are spoken as one. */
const SYLLABLE = /(?:[bcdfgpt][lr]|[cpt]h|gn|qu|[bcçdfghjklmnpqrstvwxz])(?=[aeiouyàâäéèêëîïôöùûü])/giu;

export function softHyphens(text: string): string {
  return text.replace(LONG_WORD, (word) => {
    let broken = "";
    let from = 0;
    for (const { index } of word.matchAll(SYLLABLE)) {
      // The consonant before a pair belongs to the pair: dé-cou-page, not déc-oupage.
      if (index < EDGE || word.length - index < EDGE) continue;
      broken += `${word.slice(from, index)}\u00ad`;
      from = index;
    }
    return broken + word.slice(from);
  });
}
