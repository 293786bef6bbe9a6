/** Why something was not tried. */
export const TIME_WAS_OVER = 'time was over';
