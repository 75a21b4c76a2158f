/** The page's end of progress: listens to the lesson, marks it read at its end, shows what is done. */
import { countIn, openProgress, PROGRESS_KEY, type ProgressStore } from './store.ts';

const list = (text: string | undefined) => (text ?? '').split(' ').filter(Boolean);
const fill = (words: string, n: number, of: number) => words.replace('{{n}}', String(n)).replace('{{of}}', String(of));

/** Draws the progress of one lesson into an element that names its parts (`data-lesson`, `data-demos`, `data-questions`, `data-exercises`). */
function show(element: HTMLElement, store: ProgressStore): void {
  const { lesson = '', demos, questions, exercises } = element.dataset;
  const parts = { demos: list(demos), questions: list(questions), exercises: list(exercises) };
  const done = countIn(store.read(), lesson, parts);
  for (const item of element.querySelectorAll<HTMLElement>('[data-part]')) {
    const words = item.dataset.words ?? '';
    if (item.dataset.part === 'read') {
      item.hidden = !done.read;
      item.toggleAttribute('data-full', done.read);
      continue;
    }
    const part = item.dataset.part as keyof typeof parts;
    item.textContent = fill(words, done[part], parts[part].length);
    item.toggleAttribute('data-full', done[part] === parts[part].length);
  }
  element.toggleAttribute('data-read', done.read);
  element.toggleAttribute('data-begun', done.read || done.demos + done.questions + done.exercises > 0);
}

export interface LessonPage {
  store: ProgressStore;
  /** The lesson on this page, or undefined on pages beside the lessons. */
  lesson: string | undefined;
}

export function startProgress(): LessonPage {
  const store = openProgress();
  const end = document.querySelector<HTMLElement>('[data-lesson-end]');
  const lesson = end?.dataset.lesson;
  const shown = document.querySelectorAll<HTMLElement>('[data-lesson]');
  const marks = document.querySelectorAll<HTMLElement>('[data-exercise-mark]');
  const showAll = () => {
    for (const element of shown) show(element, store);
    const done = store.read().exercises;
    for (const mark of marks) mark.hidden = !done.includes(mark.dataset.exerciseMark ?? '');
  };

  store.onChange(showAll);
  // Another tab of the same site.
  addEventListener('storage', (event) => {
    if (event.key === PROGRESS_KEY || event.key === null) showAll();
  });
  // A page that comes back from the back-forward cache shows what was done since.
  addEventListener('pageshow', (event) => {
    if (event.persisted) showAll();
  });
  showAll();
  offerToForget(store);

  if (end && lesson !== undefined) {
    end.hidden = false;
    document.addEventListener('saitrong:demo-done', (event) => {
      const demo = (event as CustomEvent<{ demo?: string }>).detail?.demo;
      if (demo) store.demoDone(lesson, demo);
    });
    const watch = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      watch.disconnect();
      store.lessonRead(lesson);
    });
    watch.observe(end);
  }
  return { store, lesson };
}

/** The home page offers to forget, where there is something to forget. */
function offerToForget(store: ProgressStore): void {
  const row = document.querySelector<HTMLElement>('[data-forget-row]');
  const button = row?.querySelector<HTMLButtonElement>('[data-forget]');
  if (!row || !button) return;
  const { lessons, demos, answers, guesses, exercises } = store.read();
  row.hidden = lessons.length + demos.length + exercises.length + Object.keys(answers).length + Object.keys(guesses).length === 0;
  button.addEventListener('click', () => {
    store.forget();
    const done = document.createElement('span');
    done.role = 'status';
    button.replaceWith(done);
    done.textContent = button.dataset.done ?? '';
  });
}
