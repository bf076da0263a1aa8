/** A text and how often it occurs. */
export interface CountedText {
  readonly text: string;
  readonly count: number;
}

/** A group of texts. */
export interface ReducedGroup {
  readonly pattern: string;
  readonly count: number;
  /** The first text of the group; empty for the texts that belong to none. */
  readonly representative: string;
}

/** How texts are reduced. */
export interface ReduceOptions {
  /** The fraction of all texts above which a term counts as frequent. */
  readonly threshold: number;
  /** The characters that part terms; by default all that are neither ASCII letters nor digits. */
  readonly characters?: string;
}

const OTHERS = "others";

interface Part {
  readonly term: string;
  /** What stands before the term, and behind the last one. */
  readonly separator: string;
}

/**
 * Groups texts by the terms at their places that occur in more than a fraction of all of them; numbers always vary. What varies is a
 * `*` in the pattern, together with the given characters around it; texts of which nothing is frequent are the group `others`.
 * Sources: Microsoft Learn, "reduce operator"; Vaarandi, "A Data Clustering Algorithm for Mining Patterns From Event Logs" (2003).
 */
export function patternsOf(texts: readonly CountedText[], options: ReduceOptions): { readonly groups: readonly ReducedGroup[]; readonly patterns: ReadonlyMap<string, string> } {
  const total = texts.reduce((sum, { count }) => sum + count, 0);
  const least = total * options.threshold;
  const split = texts.map(({ text }) => partsOf(text, options.characters));
  const supports = new Map<string, number>();
  split.forEach((parts, index) => parts.forEach(({ term }, place) => addTo(supports, `${place} ${term}`, texts[index]?.count ?? 0)));
  const isFrequent = (term: string, place: number): boolean => term !== "" && !/^\d+$/.test(term) && (supports.get(`${place} ${term}`) ?? 0) > least;
  const made = split.map((parts) => patternOf(parts, isFrequent, options.characters !== undefined));
  const counts = new Map<string, number>();
  made.forEach((pattern, index) => addTo(counts, pattern, texts[index]?.count ?? 0));
  const final = made.map((pattern) => ((counts.get(pattern) ?? 0) > least && /[^*]/.test(pattern) ? pattern : OTHERS));
  return { groups: groupsOf(texts, final), patterns: new Map(texts.map(({ text }, index) => [text, final[index] ?? OTHERS])) };
}

function addTo(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** The terms of a text, each with what stands before it; the last part has what stands behind all, and no term. */
function partsOf(text: string, characters: string | undefined): Part[] {
  const isSeparator = characters === undefined ? (character: string) => !/[A-Za-z0-9]/.test(character) : (character: string) => characters.includes(character);
  const parts: Part[] = [];
  let [separator, term] = ["", ""];
  for (const character of text) {
    if (!isSeparator(character)) term += character;
    else if (term === "") separator += character;
    else {
      parts.push({ term, separator });
      [separator, term] = [character, ""];
    }
  }
  if (term !== "") parts.push({ term, separator });
  return [...parts, { term: "", separator: term === "" ? separator : "" }];
}

function patternOf(parts: readonly Part[], isFrequent: (term: string, place: number) => boolean, dropsSeparators: boolean): string {
  let pattern = "";
  parts.forEach(({ term, separator }, place) => {
    const isLast = place === parts.length - 1;
    const fixed = isLast || isFrequent(term, place);
    const between = dropsSeparators && (!fixed || pattern.endsWith("*")) ? "" : separator;
    const next = fixed ? term : "*";
    const repeats = next === "*" && pattern.endsWith("*") && between.trim() === "";
    pattern += repeats ? "" : `${between}${next}`;
  });
  return pattern;
}

function groupsOf(texts: readonly CountedText[], patterns: readonly string[]): ReducedGroup[] {
  const groups = new Map<string, { pattern: string; count: number; representative: string }>();
  texts.forEach(({ text, count }, index) => {
    const pattern = patterns[index] ?? OTHERS;
    const group = groups.get(pattern) ?? { pattern, count: 0, representative: pattern === OTHERS ? "" : text };
    groups.set(pattern, group);
    group.count += count;
  });
  return [...groups.values()].sort((one, other) => other.count - one.count);
}
