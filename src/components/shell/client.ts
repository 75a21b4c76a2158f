/** The shell's script, on every page: small, and nothing breaks without it. */
import { startProgress } from '../../progress/page.ts';
import { startDemos } from '../demo/mount.ts';
import { startAsking } from './asking.ts';
import { startCopy } from './copy.ts';
import { startLanguage } from './language.ts';
import { startLeave } from './leave.ts';
import { startMenu } from './menu.ts';
import { startNotes } from './notes.ts';
import { startSearchButton } from './search-button.ts';
import { startSections } from './sections.ts';
import { startTheme } from './theme.ts';

const page = startProgress();
startTheme();
startSections();
startLanguage();
startLeave();
startMenu();
startNotes();
startAsking(page);
startSearchButton();
startCopy();
startDemos();
