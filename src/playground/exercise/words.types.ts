/** The shape of words about exercises: an exercise's own, and the panel's. */

/** What a check found, as a good teacher tells it. `{name}` is filled from the finding, `code` stands between backticks. */
export interface MessageWords {
  /** What the check did. */
  did: string;
  /** What should have followed. */
  expected: string;
  /** What did. */
  happened: string;
  /** Where to look, on the line or in the code. */
  look: string;
}

/** `words.ts` of an exercise exports `words: Record<'th' | 'en', ExerciseWords>`; its title stands in `title.ts`. */
export interface ExerciseWords {
  /** One sentence: what is practised. */
  about: string;
  /** The task, a paragraph each. */
  task: readonly string[];
  steps: Record<string, string>;
  messages: Record<string, MessageWords>;
}
