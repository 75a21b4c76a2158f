/**
 * Notes open in place: a term's meaning, a number's conditions. The trigger carries `data-note="ID"`, the slip of
 * paper has that id and is `hidden` in the page, so that without script (or without the popover API) the trigger is
 * what it was: a link to the glossary, or plain text.
 */
const HOVER_MS = 120;
/** Long enough to move the pointer from the word to the slip. */
const LEAVE_MS = 220;
const GAP = 8;
const EDGE = 12;

interface Open {
  trigger: HTMLElement;
  note: HTMLElement;
  /** By a click or a key: stays until it is dismissed, where a hover ends with the pointer. */
  pinned: boolean;
}

let open: Open | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Where a note stands: under its word, or above where below is no room; inside the window. All px. */
export function placeNote(
  word: { left: number; top: number; bottom: number },
  note: { width: number; height: number },
  view: { width: number; height: number },
): { left: number; top: number } {
  const below = word.bottom + GAP;
  const above = word.top - GAP - note.height;
  const top = below + note.height > view.height - EDGE && above >= EDGE ? above : below;
  return { left: Math.max(EDGE, Math.min(word.left, view.width - note.width - EDGE)), top };
}

function place({ trigger, note }: Open): void {
  // The first line of a word that wraps.
  const word = trigger.getClientRects()[0] ?? trigger.getBoundingClientRect();
  const { left, top } = placeNote(word, note.getBoundingClientRect(), {
    width: document.documentElement.clientWidth,
    height: innerHeight,
  });
  note.style.left = `${left}px`;
  note.style.top = `${top}px`;
}

function close(): void {
  clearTimeout(timer);
  if (!open) return;
  const { trigger, note } = open;
  open = undefined;
  trigger.setAttribute('aria-expanded', 'false');
  note.hidePopover();
  note.hidden = true;
}

function show(trigger: HTMLElement, pinned: boolean): void {
  clearTimeout(timer);
  if (open?.trigger === trigger) {
    open.pinned ||= pinned;
    return;
  }
  close();
  const note = document.getElementById(trigger.dataset.note ?? '');
  if (!note) return;
  note.popover = 'manual';
  note.hidden = false;
  // A word may be used many times, its slip is in the page once: it comes to the word, so that Tab goes on into it.
  trigger.after(note);
  note.showPopover();
  open = { trigger, note, pinned };
  trigger.setAttribute('aria-expanded', 'true');
  place(open);
}

const later = (ms: number, act: () => void) => {
  clearTimeout(timer);
  timer = setTimeout(act, ms);
};
const triggerOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-note]') : null;
const isInside = (target: EventTarget | null) =>
  target instanceof Node && (open?.note.contains(target) || open?.trigger.contains(target));

export function startNotes(): void {
  const triggers = document.querySelectorAll<HTMLElement>('[data-note]');
  if (triggers.length === 0 || typeof HTMLElement.prototype.showPopover !== 'function') return;
  for (const trigger of triggers) {
    trigger.setAttribute('aria-expanded', 'false');
    if (trigger.localName !== 'a') {
      trigger.role = 'button';
      trigger.tabIndex = 0;
    }
  }

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const trigger = triggerOf(event.target);
    if (trigger) later(HOVER_MS, () => show(trigger, false));
    else if (isInside(event.target)) clearTimeout(timer);
    else if (open && !open.pinned) later(LEAVE_MS, close);
  });
  document.addEventListener('click', (event) => {
    const trigger = triggerOf(event.target);
    if (trigger) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // A second press on a note that a press opened puts it away.
      if (open?.trigger === trigger && open.pinned) close();
      else show(trigger, true);
    } else if (open && !isInside(event.target)) close();
  });
  document.addEventListener('focusin', (event) => {
    const trigger = triggerOf(event.target);
    if (trigger?.matches(':focus-visible')) show(trigger, false);
    else if (open && !isInside(event.target)) close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) {
      const { trigger, note } = open;
      if (note.contains(document.activeElement)) trigger.focus();
      close();
      event.preventDefault();
    }
    const trigger = triggerOf(event.target);
    if (trigger && trigger.localName !== 'a' && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      trigger.click();
    }
  });
  const follow = () => {
    if (open) place(open);
  };
  addEventListener('scroll', follow, { passive: true });
  addEventListener('resize', follow);
}
