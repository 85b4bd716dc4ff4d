/** The zone of this device: when somebody signed in is told by the clock of who looks. */
export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
