import { themeToggle } from './theme-toggle.ts';

themeToggle();
