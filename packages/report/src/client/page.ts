import { explore } from './explore.ts';
import { themeToggle } from './theme-toggle.ts';

themeToggle();
void explore();
