/**
 * What a reader has done, kept on this device and shared by both languages. Where storage is blocked (or full, or
 * broken by hand) the same calls work for as long as the page is open; nothing ever throws.
 */

/** Keys are `LESSON#ID`; a lesson is its page id without language, `node/12-01-introduction-to-websockets`. */
export interface Progress {
  /** Lessons read to their end. */
  lessons: string[];
  /** Demos that were done at least once. */
  demos: string[];
  /** Question → the choice that was answered last. */
  answers: Record<string, string>;
  /** Prediction → the choice that was guessed. */
  guesses: Record<string, string>;
  /** Exercises whose check passed at least once, by their ids: an exercise is the same wherever it stands. */
  exercises: string[];
}

/** The part of `Storage` that is used; any call may throw. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const PROGRESS_KEY = 'saitrong-progress';

const nothing = (): Progress => ({ lessons: [], demos: [], answers: {}, guesses: {}, exercises: [] });

/** `localStorage`, or undefined where even naming it throws. */
export function pageShelf(): Shelf | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? [...new Set(value.filter((item): item is string => typeof item === 'string'))] : [];
const pairs = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Reads what was stored; anything that is not ours counts as nothing. */
export function parseProgress(text: string | null): Progress {
  if (text === null) return nothing();
  try {
    const raw = JSON.parse(text) as Partial<Record<keyof Progress, unknown>> | null;
    return {
      lessons: texts(raw?.lessons),
      demos: texts(raw?.demos),
      answers: pairs(raw?.answers),
      guesses: pairs(raw?.guesses),
      exercises: texts(raw?.exercises),
    };
  } catch {
    return nothing();
  }
}

/** The key of one thing in one lesson. */
export function keyIn(lesson: string, id: string): string {
  return `${lesson}#${id}`;
}

export interface ProgressStore {
  read(): Progress;
  lessonRead(lesson: string): void;
  demoDone(lesson: string, demo: string): void;
  answered(lesson: string, question: string, choice: string): void;
  guessed(lesson: string, prediction: string, choice: string): void;
  exerciseDone(exercise: string): void;
  forget(): void;
  /** Called after every change that this store made; returns how to stop. */
  onChange(listener: (progress: Progress) => void): () => void;
}

/** Opens the store on a shelf; without one it lives in memory. */
export function openProgress(shelf: Shelf | undefined = pageShelf()): ProgressStore {
  let memory = nothing();
  /** True where the shelf took nothing: then what this page knows is all there is. */
  let shelfless = shelf === undefined;
  const listeners = new Set<(progress: Progress) => void>();

  /** Reads again each time, so that two open tabs add up. */
  const read = (): Progress => {
    if (shelfless || !shelf) return memory;
    try {
      return parseProgress(shelf.getItem(PROGRESS_KEY));
    } catch {
      return memory;
    }
  };
  const write = (progress: Progress) => {
    memory = progress;
    try {
      shelf?.setItem(PROGRESS_KEY, JSON.stringify(progress));
    } catch {
      // Blocked or full: kept in memory.
      shelfless = true;
    }
    for (const listener of listeners) listener(progress);
  };
  const add = (list: string[], item: string) => (list.includes(item) ? list : [...list, item]);

  return {
    read,
    lessonRead: (lesson) => {
      const now = read();
      write({ ...now, lessons: add(now.lessons, lesson) });
    },
    demoDone: (lesson, demo) => {
      const now = read();
      write({ ...now, demos: add(now.demos, keyIn(lesson, demo)) });
    },
    answered: (lesson, question, choice) => {
      const now = read();
      write({ ...now, answers: { ...now.answers, [keyIn(lesson, question)]: choice } });
    },
    guessed: (lesson, prediction, choice) => {
      const now = read();
      write({ ...now, guesses: { ...now.guesses, [keyIn(lesson, prediction)]: choice } });
    },
    exerciseDone: (exercise) => {
      const now = read();
      write({ ...now, exercises: add(now.exercises, exercise) });
    },
    forget: () => {
      memory = nothing();
      try {
        shelf?.removeItem(PROGRESS_KEY);
      } catch {
        // Blocked: there was nothing to forget there.
      }
      for (const listener of listeners) listener(memory);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** How many of a lesson's parts are done: `done.demos` of `demos` given, and so on. */
export function countIn(
  progress: Progress,
  lesson: string,
  parts: { demos: readonly string[]; questions: readonly string[]; exercises?: readonly string[] },
): { read: boolean; demos: number; questions: number; exercises: number } {
  return {
    read: progress.lessons.includes(lesson),
    demos: parts.demos.filter((demo) => progress.demos.includes(keyIn(lesson, demo))).length,
    questions: parts.questions.filter((question) => keyIn(lesson, question) in progress.answers).length,
    exercises: (parts.exercises ?? []).filter((exercise) => progress.exercises.includes(exercise)).length,
  };
}
