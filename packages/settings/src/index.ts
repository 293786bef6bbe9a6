export { settingsBin } from './settings-bin.ts';
